"""What is in deploy/ is right, as far as programs can tell that run without a cluster, a daemon or a network."""

from __future__ import annotations

import os
import pathlib
import re
import shutil
import subprocess
from typing import Any

import pytest
import yaml

from assistant.commands.cluster import nginx_configuration
from assistant.commands.environment import DEFAULTS, ROOT
from tests.ports import free_ports
from tests.services import checker, program

DEPLOY = ROOT / "deploy"
MANIFESTS = sorted(path for path in (DEPLOY / "kubernetes").glob("*.yaml") if path.name != "kustomization.yaml")
PUBLIC = {"/webhooks/web", "/webhooks/sms", "/webhooks/calendar", "/widget", "/pages", "/faq"}


def run(*command: str | pathlib.Path, **env: str) -> str:
    """What it said; it has to agree."""
    done = subprocess.run(
        [str(part) for part in command],
        cwd=ROOT,
        env={**os.environ, **env},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def resources(kind: str) -> list[Any]:
    loaded = [each for path in MANIFESTS for each in yaml.safe_load_all(path.read_text())]
    return [each for each in loaded if each["kind"] == kind]


def pods() -> list[Any]:
    return [each["spec"]["template"]["spec"] for each in (*resources("Deployment"), *resources("Job"))]


def test_nginx_takes_the_configuration_of_the_cluster(tmp_path: pathlib.Path) -> None:
    nginx = program("nginx", "nginx-light")
    port, actions_port = free_ports(0)  # it opens them to test
    configuration = tmp_path / "nginx.conf"
    configuration.write_text(
        nginx_configuration({**DEFAULTS, "PORT": str(port), "ACTIONS_PORT": str(actions_port)}, tmp_path)
    )
    assert "${" not in configuration.read_text()
    run(nginx, "-t", "-c", configuration)


def test_the_compose_file_fills_in_the_same_template() -> None:
    given = yaml.safe_load((DEPLOY / "compose.yml").read_text())["services"]["nginx"]["environment"]
    asked = set(re.findall(r"\$\{(\w+)\}", (DEPLOY / "nginx.conf").read_text()))
    assert asked == given.keys() - {"NGINX_ENVSUBST_OUTPUT_DIR"}


def test_the_compose_file_is_one() -> None:
    run(checker("check-jsonschema"), "--builtin-schema", "vendor.compose-spec", DEPLOY / "compose.yml")


def test_the_compose_file_names_services_that_there_are() -> None:
    services = yaml.safe_load((DEPLOY / "compose.yml").read_text())["services"]
    for name, service in services.items():
        assert set(service.get("depends_on", ())) <= services.keys(), name
        wanted = {
            other for other, how in service.get("depends_on", {}).items() if how["condition"] == "service_healthy"
        }
        assert all("healthcheck" in services[other] for other in wanted), name
    parts = {
        service["command"][-1]
        for service in services.values()
        if "assistant.commands.start" in service.get("command", ())
    }
    assert parts == {"rasa", "actions", "deliver"}


def test_no_secret_is_in_the_folder() -> None:
    for path in DEPLOY.rglob("*"):
        if path.is_file():
            for name, value in re.findall(r"(\w*(?:PASSWORD|SECRET|TOKEN|IDENTITY_KEY))[=:] *(\S*)", path.read_text()):
                assert not value or value[0] in "$?", f"{path.name}: {name}"


def test_the_settings_of_the_example_are_those_the_compose_file_asks_for() -> None:
    example = set(re.findall(r"^(\w+)=", (DEPLOY / ".env.example").read_text(), re.M))
    asked = set(re.findall(r"\$\{(\w+):", (DEPLOY / "compose.yml").read_text()))
    assert asked <= example


def test_the_dockerfile_has_no_known_fault() -> None:
    run(checker("hadolint"), DEPLOY / "Dockerfile")


@pytest.mark.parametrize("path", MANIFESTS, ids=lambda path: path.stem)
def test_a_manifest_fits_the_schemas_of_kubernetes(path: pathlib.Path) -> None:
    run(checker("kubernetes-validate"), "--strict", path)


def test_the_kustomization_names_every_manifest() -> None:
    kustomization = yaml.safe_load((DEPLOY / "kubernetes" / "kustomization.yaml").read_text())
    assert set(kustomization["resources"]) == {path.name for path in MANIFESTS}


def test_kustomize_puts_the_manifests_together() -> None:
    if not shutil.which("kubectl"):
        pytest.skip("kubectl is not installed; the manifests are checked one by one")
    made = run("kubectl", "kustomize", DEPLOY / "kubernetes")
    settings = re.search(r"name: (assistant-settings-\w+)", made)
    assert settings and made.count(settings[1]) == 1 + len(pods()), "all use the settings"


def test_every_container_is_probed_limited_and_without_rights() -> None:
    for pod in pods():
        (container,) = pod["containers"]
        assert container["resources"]["limits"]["memory"] and container["resources"]["requests"]["cpu"]
        assert container["securityContext"]["allowPrivilegeEscalation"] is False
        assert container["securityContext"]["readOnlyRootFilesystem"] and pod["securityContext"]["runAsNonRoot"]
        assert {"secretRef": {"name": "assistant-secrets"}} in container["envFrom"]
        if "ports" in container:
            assert {"startupProbe", "livenessProbe", "readinessProbe"} <= container.keys()


def test_what_serves_survives_the_loss_of_a_machine() -> None:
    kept = {budget["spec"]["selector"]["matchLabels"]["app"] for budget in resources("PodDisruptionBudget")}
    several = {each["metadata"]["name"] for each in resources("Deployment") if each["spec"]["replicas"] > 1}
    assert kept == several == {"rasa", "actions"}


def test_the_public_reaches_what_the_readme_lists_and_no_more() -> None:
    (ingress,) = resources("Ingress")
    assert {path["path"] for rule in ingress["spec"]["rules"] for path in rule["http"]["paths"]} == PUBLIC
    assert {path.removesuffix("/*") for path in re.search(r"@public path (.*)", _website_page())[1].split()} == PUBLIC  # type: ignore[index]


def test_systemd_takes_the_unit_and_finds_it_safe(tmp_path: pathlib.Path) -> None:
    analyze = program("systemd-analyze", "systemd")
    unit = tmp_path / "assistant.service"
    unit.write_text((DEPLOY / "assistant.service").read_text().replace("/opt/assistant", str(ROOT)))
    run(analyze, "verify", "--man=no", unit)
    run(analyze, "security", "--offline=yes", "--threshold=20", unit)  # 2.0 of 10, which it calls OK


def _website_page() -> str:
    return (ROOT / "docs" / "website.md").read_text()
