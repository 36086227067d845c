"""What the gateway tells NEXUS, one class for each type of docs/protocol.md.

A message is a view of the map that came: ``raw`` is that map, the attributes read it. What is not there, or is of another
kind than it should be, is ``None``, or empty. Amounts are ``Decimal``, exact; ids are ``str`` even where NEXUS wrote a number.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Callable, Dict, Generic, Mapping, Optional, Tuple, Type, TypeVar, Union, overload

from .wire import MalformedMessage, decimal

T = TypeVar("T")
M = TypeVar("M", bound="Message")


class _Field(Generic[T]):
    """An attribute that reads the key of its own name, or of another name, in ``raw``."""

    def __init__(self, read: Callable[[Any], T], key: str = "") -> None:
        self._read = read
        self._key = key

    def __set_name__(self, owner: type, name: str) -> None:
        self._key = self._key or name

    @overload
    def __get__(self, message: None, owner: type) -> "_Field[T]": ...

    @overload
    def __get__(self, message: "Message", owner: type) -> T: ...

    def __get__(self, message: Optional["Message"], owner: type) -> Union["_Field[T]", T]:
        return self if message is None else self._read(message.fields.get(self._key))


def _text(value: Any) -> Optional[str]:
    return value if isinstance(value, str) else None


def _name(value: Any) -> str:
    return str(value) if isinstance(value, (str, int)) else ""


def _amount(value: Any) -> Optional[Decimal]:
    return decimal(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else None


def _sure(value: Any) -> Decimal:
    return decimal(value)


def _whole(value: Any) -> int:
    return int(value) if isinstance(value, (int, float)) else 0


def _texts(value: Any) -> Tuple[str, ...]:
    return tuple(text for text in value if isinstance(text, str)) if isinstance(value, (list, tuple)) else ()


def _maps(value: Any) -> Tuple[Mapping[str, Any], ...]:
    return tuple(one for one in value if isinstance(one, dict)) if isinstance(value, (list, tuple)) else ()


class Message:
    """One message. ``again`` is true where the process before this one may have handled it already: see ``Place``."""

    TYPE = ""
    REQUIRED: Tuple[str, ...] = ()
    """Amounts that must be there; the gateway always sends them."""

    __slots__ = ("raw", "again")

    def __init__(self, raw: Mapping[str, Any]) -> None:
        self.raw = raw
        self.again = False

    @property
    def fields(self) -> Mapping[str, Any]:
        """Where the attributes are read."""
        return self.raw

    @property
    def type(self) -> str:
        return str(self.raw["type"])

    @property
    def replay(self) -> bool:
        """Whether it is a recorded or simulated one: never take it for the market."""
        return self.raw.get("replay") is True

    @property
    def is_order_event(self) -> bool:
        """Whether the gateway keeps it for a NEXUS that is away, and gives it once."""
        return self.type in ORDER_EVENTS or (self.type == "REJECT" and self.raw.get("order_id") is not None)

    @property
    def seq(self) -> int:
        """The gateway's number of it; unique and rising among order events."""
        return _whole(self.raw.get("seq"))

    @property
    def recv_ns(self) -> int:
        """When the input that caused it arrived at the gateway: nanoseconds since the epoch."""
        return _whole(self.raw.get("recv_ns"))

    def __repr__(self) -> str:
        return "%s(%s%s)" % (type(self).__name__, dict(self.raw), ", again" if self.again else "")


class MarketData(Message):
    """One tick. ``timestamp`` is by the platform, in seconds since the epoch."""

    TYPE = "MARKET_DATA"
    REQUIRED = ("price",)
    __slots__ = ()

    @property
    def fields(self) -> Mapping[str, Any]:
        data = self.raw.get("data")
        return data if isinstance(data, dict) else {}

    @property
    def platform(self) -> str:
        return _name(self.raw.get("platform"))

    symbol = _Field(_name)
    price = _Field(_sure)
    price_kind = _Field(_text)
    volume = _Field(_amount)
    timestamp = _Field(_amount)
    bid = _Field(_amount)
    ask = _Field(_amount)
    bid_size = _Field(_amount)
    ask_size = _Field(_amount)
    aggressor = _Field(_text)
    currency = _Field(_text)
    contract = _Field(_text)
    platform_symbol = _Field(_text)


class OrderFill(Message):
    """One execution. Quantities are universal units; ``quantity`` is this execution's own, never cumulative."""

    TYPE = "ORDER_FILL"
    REQUIRED = ("filled_qty", "fill_price")
    __slots__ = ()

    order_id = _Field(_name)
    platform = _Field(_name)
    symbol = _Field(_name)
    side = _Field(_text)
    quantity = _Field(_sure, "filled_qty")
    price = _Field(_sure, "fill_price")
    status = _Field(_text)
    cum_qty = _Field(_amount)
    leaves_qty = _Field(_amount)
    exec_id = _Field(_text)
    flags = _Field(_texts)
    commission = _Field(_amount)
    currency = _Field(_text)
    contract = _Field(_text)


class SignalAck(Message):
    """A signal was taken: ``platforms`` get an order, ``skipped`` says of the others why not."""

    TYPE = "SIGNAL_ACK"
    __slots__ = ()

    order_id = _Field(_name)
    platforms = _Field(_texts)
    skipped = _Field(_maps)
    checks = _Field(_maps)


class Reject(Message):
    """Something was refused; ``order_id`` and ``platform`` are empty where it concerns none."""

    TYPE = "REJECT"
    __slots__ = ()

    order_id = _Field(_name)
    platform = _Field(_name)
    code = _Field(_name)
    reason = _Field(_name)
    skipped = _Field(_maps)
    scope = _Field(_text)


class OrderStatus(Message):
    """Where an order stands on a platform, all executions counted."""

    TYPE = "ORDER_STATUS"
    __slots__ = ()

    order_id = _Field(_name)
    platform = _Field(_name)
    status = _Field(_name)
    symbol = _Field(_name)
    side = _Field(_text)
    cum_qty = _Field(_amount)
    leaves_qty = _Field(_amount)
    avg_price = _Field(_amount)
    reason = _Field(_text)
    contract = _Field(_text)


class PlatformStatus(Message):
    """A platform is ``UP`` or ``DOWN``: told on every change, and for all after each connect."""

    TYPE = "PLATFORM_STATUS"
    __slots__ = ()

    platform = _Field(_name)
    status = _Field(_name)
    reason = _Field(_text)


class TradingStatus(Message):
    """Whether there is trading: ``level`` is ``RUNNING``, ``REDUCE_ONLY`` or ``HALT``."""

    TYPE = "TRADING_STATUS"
    __slots__ = ()

    level = _Field(_name)
    reason = _Field(_text)
    who = _Field(_text)
    since_ns = _Field(_whole)


class Position(Message):
    """An operator has set a position: ``quantity`` is all that is held there, signed. No execution."""

    TYPE = "POSITION"
    REQUIRED = ("quantity",)
    __slots__ = ()

    platform = _Field(_name)
    symbol = _Field(_name)
    quantity = _Field(_sure)
    avg_price = _Field(_amount)
    previous = _Field(_amount)
    cause = _Field(_text)
    reason = _Field(_text)
    contract = _Field(_text)


class Alert(Message):
    """What is wrong: one alert per ``code`` and ``subject``; ``state`` is ``RAISED``, ``UPDATED`` or ``CLEARED``."""

    TYPE = "ALERT"
    __slots__ = ()

    code = _Field(_name)
    subject = _Field(_name)
    state = _Field(_name)
    level = _Field(_name)
    count = _Field(_whole)
    since_ns = _Field(_whole)
    last_ns = _Field(_whole)
    reason = _Field(_text)
    platform = _Field(_text)
    symbol = _Field(_text)
    ref = _Field(_text)


class ContractRoll(Message):
    """A future has a new active contract. Nothing is traded by it: ``positions`` and ``orders`` are left in the old one."""

    TYPE = "CONTRACT_ROLL"
    __slots__ = ()

    symbol = _Field(_name)
    from_contract = _Field(_name, "from")
    to_contract = _Field(_name, "to")
    at_ns = _Field(_whole)
    expiry = _Field(_text)
    cause = _Field(_text)
    positions = _Field(_maps)
    positions_total = _Field(_whole)
    orders = _Field(_maps)
    orders_total = _Field(_whole)


class Resumed(Message):
    """All that was missed has been told; from here on it is live.

    ``unanswered`` are signals of this process that were sent on an earlier connection and have no answer: they never
    reached the gateway's journal. ``another_journal``: the gateway's journal is not the one that the place was in.
    """

    TYPE = "RESUMED"
    __slots__ = ("unanswered", "another_journal")

    from_seq = _Field(_whole)
    to_seq = _Field(_whole)

    def __init__(self, raw: Mapping[str, Any]) -> None:
        super().__init__(raw)
        self.unanswered: Tuple[str, ...] = ()
        self.another_journal = False


class ReplayBegin(Message):
    """A recorded range begins."""

    TYPE = "REPLAY_BEGIN"
    __slots__ = ()

    from_seq = _Field(_whole)
    to_seq = _Field(_whole)


class ReplayEnd(Message):
    """It was ``messages`` long; ``sha256`` is over their frames, where ``feed`` sends it."""

    TYPE = "REPLAY_END"
    __slots__ = ()

    from_seq = _Field(_whole)
    to_seq = _Field(_whole)
    messages = _Field(_whole)
    sha256 = _Field(_text)


class Up(Message):
    """Connected, and HELLO said. The client's own message, as the next."""

    TYPE = "UP"
    __slots__ = ()


class Down(Message):
    """The gateway is gone; the client tries again by itself."""

    TYPE = "DOWN"
    __slots__ = ()

    reason = _Field(_name)


ORDER_EVENTS = frozenset(("ORDER_FILL", "SIGNAL_ACK", "ORDER_STATUS", "POSITION", "CONTRACT_ROLL"))
"""And REJECT with an ``order_id``. A type that this client does not know is none: it would rather be told again."""

_WIRE: Tuple[Type[Message], ...] = (
    MarketData,
    OrderFill,
    SignalAck,
    Reject,
    OrderStatus,
    PlatformStatus,
    TradingStatus,
    Position,
    Alert,
    ContractRoll,
    Resumed,
    ReplayBegin,
    ReplayEnd,
)
_BY_TYPE: Dict[str, Type[Message]] = {kind.TYPE: kind for kind in _WIRE}


def message_of(raw: Mapping[str, Any]) -> Message:
    """The message in its own class; one of a type that is not known here as a plain ``Message``.

    :raises MalformedMessage: if an amount is missing that must be there
    """
    message = _BY_TYPE.get(raw["type"], Message)(raw)
    for key in message.REQUIRED:
        if _amount(message.fields.get(key)) is None:
            raise MalformedMessage("%s without %s: %r" % (raw["type"], key, raw))
    return message
