import pytest

from assistant.nlu.stage import stage_of


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("retinol before my session?", "before"),
        ("retinol after my session?", "after"),
        ("exfoliate the night before", "before"),
        ("can i exfoliate after", "after"),
        ("sauna before?", "before"),
        ("how long before i can use retinol again", "after"),
        ("how many days before going back to the gym", "after"),
        ("how many days before my appointment do i stop", "before"),
        ("when do i stop tretinoin", "before"),
        ("can i restart differin straight away", "after"),
        ("retin-a between treatments", "between"),
        ("what about the months in between", "between"),
        ("i had it done yesterday, gym?", "after"),
        ("antibiotic cream before or after?", None),
        ("is it permanent", None),
        ("can i use tretinoin between them", "between"),
        ("retinol before, after or both", None),
        ("how long before do retinol creams have to be dropped", "before"),
        ("how many days before you do me the needle do i stop retinol", "before"),
        ("how long before needling do i drop retin a", "before"),
        ("how long should i skip crossfit", None),
        ("my treatment is thursday, can i run on saturday", None),
        ("do i arrive with foundation on", "before"),
        ("spin class thursday, needling friday", "before"),
        ("will you still treat me with a tan", "before"),
        ("can you treat wrinkles", None),
        ("i was with you today, pool tomorrow?", None),
    ],
)
def test_tells_the_stage_from_minimal_pairs(text: str, stage: str | None) -> None:
    assert stage_of(text) == stage
