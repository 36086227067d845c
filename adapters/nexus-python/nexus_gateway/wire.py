"""MessagePack and numbers: what goes over the wire as bytes, and amounts that stay exact."""

from __future__ import annotations

import math
from decimal import Decimal
from typing import Any, Dict, Mapping, Union

import msgpack  # type: ignore[import-untyped,unused-ignore]

Number = Union[int, float, Decimal, str]
"""An amount as a caller may write it. A text is read as a decimal."""


class MalformedMessage(ValueError):
    """What came is no message of the gateway's."""


def pack(message: Mapping[str, Any]) -> bytes:
    """A message's bytes. Decimals must have gone through ``number`` before."""
    return bytes(msgpack.packb(message, use_bin_type=True))


def unpack(frame: bytes) -> Dict[str, Any]:
    """A frame's map, which has a ``type``.

    :raises MalformedMessage: if it is anything else
    """
    try:
        message = msgpack.unpackb(frame, raw=False, strict_map_key=True)
    except Exception as error:  # msgpack's errors have no common class but this one
        raise MalformedMessage("no MessagePack: %r" % (error,)) from error
    if not isinstance(message, dict) or not isinstance(message.get("type"), str):
        raise MalformedMessage("no map with a type")
    return message


def number(value: Number, name: str) -> Union[int, float]:
    """The amount as the wire has it: an integer, or the float that reads back as the same decimal.

    :raises ValueError: if there is none, so that nothing is rounded in silence
    """
    if isinstance(value, bool):
        raise ValueError("%s is %r: want a number" % (name, value))
    try:
        exact = decimal(value) if isinstance(value, (int, float)) else Decimal(value)
    except (ArithmeticError, TypeError, ValueError):
        raise ValueError("%s is %r: want a number" % (name, value)) from None
    if not exact.is_finite():
        raise ValueError("%s is %r: want a finite number" % (name, value))
    if exact == exact.to_integral_value() and -(1 << 63) <= exact < 1 << 64:
        return int(exact)
    nearest = float(exact)
    if math.isinf(nearest) or decimal(nearest) != exact:
        raise ValueError("%s is %s: a float of 64 bits holds it only rounded" % (name, exact))
    return nearest


def decimal(value: Union[int, float]) -> Decimal:
    """A number off the wire, exact: a float by the shortest decimal that reads back the same."""
    return Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
