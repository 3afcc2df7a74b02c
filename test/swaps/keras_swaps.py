"""Keras 3 and tf.keras: values, gradients, half precision, one step of training, saving and loading."""

import sys
import tempfile
from pathlib import Path

sys.path.insert(0, __file__.rsplit("/", 1)[0])
import keras
import numpy as np
import tensorflow as tf
from checks import FAR, compare, finite, main

keras.utils.set_random_seed(0)


def gradients(act, values, dtype=tf.float32):
    x = tf.constant(values, dtype=dtype)
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = act(x)
    return y, tape.gradient(y, x)


def check(case, namespace):
    keras.saving.get_custom_objects().clear()
    namespace = dict(namespace)
    exec(compile(case["text"], case["id"], "exec"), namespace)
    xs = case["x"]
    failures = []
    # Where Keras names them itself, Keras' own start counts: 0.2 or 0.3 (the papers: 0.01), and 0 (the paper: 0.25).
    starts = {"leaky_relu": namespace.get("leak", 0.2), "prelu": 0.0}
    if case["target"] in starts:
        slope = starts[case["target"]]
        case = {**case, "f": [max(x, slope * x) for x in xs], "df": [1 if x > 0 else slope if x else None for x in xs]}
    if "act" in namespace:
        act = namespace["act"]
        y, slope = gradients(act, xs)
        failures += compare("f", xs, y.numpy().tolist(), case["f"], 2e-5 + namespace.get("slack", 0))
        failures += compare("f'", xs, slope.numpy().tolist(), case["df"], 2e-4 + 10 * namespace.get("slack", 0))
        far, steep = gradients(act, FAR)
        failures += finite("f", FAR, far.numpy().tolist()) + finite("f'", FAR, steep.numpy().tolist())
        low, low_slope = gradients(act, FAR, tf.bfloat16)
        if not isinstance(act, keras.layers.Layer):  # which computes in its own type
            failures += [] if low.dtype == tf.bfloat16 else [f"bfloat16 became {low.dtype}"]
        failures += finite("bfloat16 f'", FAR, tf.cast(low_slope, tf.float32).numpy().tolist())
    if "model" in namespace:
        failures += fitted(case, namespace["model"])
    return failures


def fitted(case, model):
    inputs = np.linspace(-2, 2, 32, dtype="float32").reshape(8, 4)
    model.compile(optimizer="sgd", loss="mse")
    before = [w.numpy() for w in model.trainable_weights]
    model.fit(inputs, np.ones((8, 1), "float32"), verbose=0)
    after = [w.numpy() for w in model.trainable_weights]
    names = [w.name for w in model.trainable_weights]
    failures = [f"{n} does not train" for n, b, a in zip(names, before, after) if np.array_equal(a, b)]
    if case["isTrainable"] and len(names) <= 4:
        failures.append(f"no weight of its own among {names}")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "model.keras"
        model.save(file)
        loaded = keras.models.load_model(file)
    same = np.allclose(loaded.predict(inputs, verbose=0), model.predict(inputs, verbose=0), atol=1e-6)
    return failures + ([] if same else ["loading gives another function"])


main(check)
