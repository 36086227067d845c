//+------------------------------------------------------------------+
//| What the trade server's answers mean, and what to do about them. |
//+------------------------------------------------------------------+

/// Whether the server has taken the request.
bool NexusIsTaken(const uint retcode)
  {
   return retcode == TRADE_RETCODE_PLACED || retcode == TRADE_RETCODE_DONE || retcode == TRADE_RETCODE_DONE_PARTIAL ||
          retcode == TRADE_RETCODE_NO_CHANGES;
  }

/// Whether the request may have been executed although the answer says no: such an order is in doubt, not rejected.
bool NexusIsUncertain(const uint retcode)
  {
   return retcode == TRADE_RETCODE_TIMEOUT || retcode == TRADE_RETCODE_ERROR || retcode == TRADE_RETCODE_CONNECTION;
  }

string NexusMeaning(const uint retcode)
  {
   switch(retcode)
     {
      case TRADE_RETCODE_REQUOTE:
         return "requote: the price has moved; raise the EA's input DeviationPoints";
      case TRADE_RETCODE_REJECT:
         return "the broker rejects it";
      case TRADE_RETCODE_CANCEL:
         return "canceled by the trader";
      case TRADE_RETCODE_ERROR:
         return "the server could not process it: look at the Trade and History tabs";
      case TRADE_RETCODE_TIMEOUT:
         return "the server did not answer in time: look at the Trade and History tabs";
      case TRADE_RETCODE_INVALID:
         return "the request is invalid: the symbol may not take this kind of order";
      case TRADE_RETCODE_INVALID_VOLUME:
         return "the volume is invalid: see Market Watch > Specification for least, most and step; set the mapping's lotStep";
      case TRADE_RETCODE_INVALID_PRICE:
         return "the price is invalid: a limit must be on the passive side of the market, a stop on the other";
      case TRADE_RETCODE_INVALID_STOPS:
         return "the price is too close to the market: see Stops level in Market Watch > Specification";
      case TRADE_RETCODE_TRADE_DISABLED:
         return "trading of this symbol or account is disabled: ask the broker, or log in with the master password";
      case TRADE_RETCODE_MARKET_CLOSED:
         return "the market is closed";
      case TRADE_RETCODE_NO_MONEY:
         return "not enough money: the account's free margin is too small";
      case TRADE_RETCODE_PRICE_CHANGED:
         return "the price has changed; raise the EA's input DeviationPoints";
      case TRADE_RETCODE_PRICE_OFF:
         return "the broker has no quotes";
      case TRADE_RETCODE_INVALID_EXPIRATION:
         return "the broker does not take this time in force for the symbol: try GTC";
      case TRADE_RETCODE_ORDER_CHANGED:
         return "the order has changed meanwhile";
      case TRADE_RETCODE_TOO_MANY_REQUESTS:
         return "too many requests: send fewer";
      case TRADE_RETCODE_NO_CHANGES:
         return "nothing to change";
      case TRADE_RETCODE_SERVER_DISABLES_AT:
         return "the broker does not allow Expert Advisors on this account: ask the broker";
      case TRADE_RETCODE_CLIENT_DISABLES_AT:
         return "algorithmic trading is off: press Algo Trading in the toolbar";
      case TRADE_RETCODE_LOCKED:
         return "the request is locked for processing";
      case TRADE_RETCODE_FROZEN:
         return "the order is frozen: too close to execution";
      case TRADE_RETCODE_INVALID_FILL:
         return "the broker does not take this filling: set the EA's input Filling";
      case TRADE_RETCODE_CONNECTION:
         return "no connection to the trade server: see the bars at the lower right, and log in";
      case TRADE_RETCODE_ONLY_REAL:
         return "only real accounts may do this";
      case TRADE_RETCODE_LIMIT_ORDERS:
         return "too many pending orders for this account: cancel some";
      case TRADE_RETCODE_LIMIT_VOLUME:
         return "the volume of orders and positions in this symbol is at the broker's limit";
      case TRADE_RETCODE_INVALID_ORDER:
         return "the broker does not take this type of order";
      case TRADE_RETCODE_POSITION_CLOSED:
         return "the position is closed already";
      case TRADE_RETCODE_INVALID_CLOSE_VOLUME:
         return "more than the position's volume was to be closed";
      case TRADE_RETCODE_CLOSE_ORDER_EXIST:
         return "an order that closes the position exists already";
      case TRADE_RETCODE_LIMIT_POSITIONS:
         return "too many open positions for this account: close some";
      case TRADE_RETCODE_REJECT_CANCEL:
         return "the pending order was rejected and canceled";
      case TRADE_RETCODE_LONG_ONLY:
         return "only long positions are allowed in this symbol";
      case TRADE_RETCODE_SHORT_ONLY:
         return "only short positions are allowed in this symbol";
      case TRADE_RETCODE_CLOSE_ONLY:
         return "positions in this symbol may only be closed";
      case TRADE_RETCODE_FIFO_CLOSE:
         return "the account closes positions first in, first out";
      case TRADE_RETCODE_HEDGE_PROHIBITED:
         return "opposite positions in one symbol are prohibited on this account";
     }
   return "see 'Trade Server Return Codes' in MetaTrader's documentation";
  }

/// One line for people: the code and what it means.
string NexusReason(const uint retcode)
  {
   return IntegerToString(retcode) + ": " + NexusMeaning(retcode);
  }
