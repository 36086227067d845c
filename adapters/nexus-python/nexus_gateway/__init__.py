"""NEXUS' side of the NEXUS Gateway. Start with ``NexusClient``."""

from .client import NexusClient
from .keys import Keys
from .loop import NotConnected
from .messages import (
    Alert,
    ContractRoll,
    Down,
    MarketData,
    Message,
    OrderFill,
    OrderStatus,
    PlatformStatus,
    Position,
    Reject,
    ReplayBegin,
    ReplayEnd,
    Resumed,
    SignalAck,
    TradingStatus,
    Up,
)
from .place import Place, PlaceError
from .wire import MalformedMessage

__all__ = [
    "Alert",
    "ContractRoll",
    "Down",
    "Keys",
    "MalformedMessage",
    "MarketData",
    "Message",
    "NexusClient",
    "NotConnected",
    "OrderFill",
    "OrderStatus",
    "Place",
    "PlaceError",
    "PlatformStatus",
    "Position",
    "Reject",
    "ReplayBegin",
    "ReplayEnd",
    "Resumed",
    "SignalAck",
    "TradingStatus",
    "Up",
]
