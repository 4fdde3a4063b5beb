"""Keras on TensorFlow as a contestant: python keras_peer.py PART THREADS.

peer.py says how it talks. TensorFlow flushes denormal numbers by itself.
"""
import itertools
import os
import sys

part, threads = sys.argv[1], int(sys.argv[2])
os.environ["KERAS_BACKEND"] = "tensorflow"
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"

import keras  # noqa: E402: the lines above must come first
import numpy as np  # noqa: E402
import tensorflow as tf  # noqa: E402
from keras import layers  # noqa: E402

import peer  # noqa: E402

tf.config.threading.set_intra_op_parallelism_threads(threads)
tf.config.threading.set_inter_op_parallelism_threads(threads)
keras.utils.set_random_seed(1)
random = np.random.default_rng(1)
BATCHES = peer.SIZES["batches"]


def classifier():
    """Ids [batch, length] to probabilities [batch, 1]."""
    size = peer.SIZES["lstm"]
    return keras.Sequential([
        layers.Input((size["length"],), dtype="int32"),
        layers.Embedding(size["vocabulary"], size["embedding"]),
        layers.LSTM(size["units"]),
        layers.Dense(1, activation="sigmoid"),
    ])


class Positions(layers.Layer):
    """Adds a learnt vector to each place of [batch, time, width]."""

    def build(self, shape):
        self.table = self.add_weight(
            shape=shape[1:], initializer="random_normal"
        )

    def call(self, x):
        return x + self.table


def gpt():
    """Tokens [batch, time] to logits [batch, time, vocabulary]."""
    size = peer.SIZES["transformer"]
    width, heads = size["width"], size["heads"]

    def norm(x):
        return layers.LayerNormalization(epsilon=1e-5, center=False)(x)

    def dense(units, activation=None):
        return layers.Dense(units, activation, use_bias=False)

    tokens = keras.Input((size["context"],), dtype="int32")
    x = Positions()(layers.Embedding(size["vocabulary"], width)(tokens))
    for _ in range(size["blocks"]):
        attend = layers.MultiHeadAttention(
            heads, width // heads, use_bias=False
        )
        normed = norm(x)
        x = x + attend(normed, normed, use_causal_mask=True)
        x = x + dense(width)(dense(4 * width, "gelu")(norm(x)))
    return keras.Model(tokens, dense(size["vocabulary"])(norm(x)))


def lstm_step():
    size = peer.SIZES["lstm"]
    model = classifier()
    model.compile("adam", "binary_crossentropy", metrics=["accuracy"])
    data = itertools.cycle([
        (random.integers(size["vocabulary"], size=(
            size["batch"], size["length"])).astype("int32"),
         random.integers(2, size=(size["batch"], 1)).astype("float32"))
        for _ in range(BATCHES)
    ])
    return model, lambda: model.train_on_batch(*next(data))


def gpt_step():
    size = peer.SIZES["transformer"]
    model = gpt()
    model.compile(
        keras.optimizers.AdamW(1e-3, weight_decay=0.1, global_clipnorm=1.0),
        keras.losses.SparseCategoricalCrossentropy(from_logits=True),
    )
    data = itertools.cycle(random.integers(
        size["vocabulary"],
        size=(BATCHES, size["batch"], size["context"] + 1),
    ).astype("int32"))

    def step():
        tokens = next(data)
        return model.train_on_batch(tokens[:, :-1], tokens[:, 1:])

    return model, step


def inference():
    size = peer.SIZES["lstm"]
    model = classifier()
    steps = {}
    for batch in peer.SIZES["inference"]:
        ids = random.integers(
            size["vocabulary"], size=(batch, size["length"])
        ).astype("int32")
        steps[f"batch {batch}"] = lambda ids=ids: model.predict_on_batch(ids)
    return model, steps


if part == "inference":
    model, cases = inference()
else:
    model, step = {"lstm": lstm_step, "transformer": gpt_step}[part]()
    cases = {"step": step}
peer.serve("Keras (TensorFlow)", f"{keras.__version__}, TensorFlow "
           f"{tf.__version__}", part, threads, cases, model.count_params())
