"""JAX, Flax, Equinox and Haiku: values, grad, jit, vmap, bfloat16, trained parameters."""

import sys

sys.path.insert(0, __file__.rsplit("/", 1)[0])
import jax
import jax.numpy as jnp
from checks import FAR, compare, finite, main


def check(case, namespace):
    """Programs offer `act(x)`; or `params` and `apply(params, x)` where there may be something to train."""
    apply = namespace.get("apply", lambda params, x: namespace["act"](x))
    params = namespace.get("params", {})
    xs = case["x"]
    act = jax.jit(lambda x: apply(params, x))
    slope = jax.jit(jax.vmap(jax.grad(lambda x: apply(params, x[None])[0])))
    failures = compare("f", xs, act(jnp.asarray(xs)).tolist(), case["f"], 2e-5)
    failures += compare("f'", xs, slope(jnp.asarray(xs)).tolist(), case["df"], 2e-4)
    far = jnp.asarray(FAR)
    failures += finite("f", FAR, act(far).tolist()) + finite("f'", FAR, slope(far).tolist())
    low = jnp.asarray(FAR, jnp.bfloat16)
    if act(low).dtype != jnp.bfloat16:
        failures.append(f"bfloat16 became {act(low).dtype}")
    failures += finite("bfloat16 f'", FAR, slope(low).astype(jnp.float32).tolist())
    return failures + trained(case, apply, params)


def trained(case, apply, params):
    leaves = jax.tree.leaves(params)
    if not case["isTrainable"]:
        return []
    if not leaves:
        return ["no parameter is registered"]
    x = jnp.asarray([-1.5, -0.5, 0.5, 1.5, 2.5])
    slopes = jax.tree.leaves(jax.grad(lambda p: jnp.sum(apply(p, x)), allow_int=True)(params))
    return [f"a parameter has the gradient {s}" for s in slopes if not jnp.all(jnp.isfinite(s)) or jnp.all(s == 0)]


main(check)
