//+------------------------------------------------------------------+
//| Makes MetaTrader's request of an order, or says why it cannot.   |
//+------------------------------------------------------------------+

enum ENUM_NEXUS_FILLING
  {
   NEXUS_FILLING_AUTO,    // as the symbol allows
   NEXUS_FILLING_FOK,     // Fill or Kill
   NEXUS_FILLING_IOC,     // Immediate or Cancel
   NEXUS_FILLING_RETURN   // Return
  };

class RequestMaker
  {
   ulong             m_magic;
   ulong             m_deviation;
   ENUM_NEXUS_FILLING m_filling;

   /// A price on the symbol's step: down or up, never to the nearest, so that it is never more aggressive than asked.
   static double     OnStep(const string symbol, const double price, const bool up)
     {
      double step = SymbolInfoDouble(symbol, SYMBOL_TRADE_TICK_SIZE);
      int digits = (int)SymbolInfoInteger(symbol, SYMBOL_DIGITS);
      if(step <= 0)
         return NormalizeDouble(price, digits);
      double steps = price / step;
      double nearest = MathRound(steps);
      if(MathAbs(steps - nearest) > 1e-6)
         nearest = up ? MathCeil(steps) : MathFloor(steps);
      return NormalizeDouble(nearest * step, digits);
     }

   static string     VolumeProblem(const string symbol, const double volume)
     {
      double least = SymbolInfoDouble(symbol, SYMBOL_VOLUME_MIN);
      double most = SymbolInfoDouble(symbol, SYMBOL_VOLUME_MAX);
      double step = SymbolInfoDouble(symbol, SYMBOL_VOLUME_STEP);
      string range = DoubleToString(least, 3) + " to " + DoubleToString(most, 3) + " in steps of " + DoubleToString(step, 3);
      bool onStep = step <= 0 || MathAbs(volume / step - MathRound(volume / step)) < 1e-6;
      if(volume < least - 1e-9 || volume > most + 1e-9 || !onStep)
         return "quantity " + DoubleToString(volume, 8) + " of " + symbol + ": the broker takes " + range +
                "; set this mapping's lotStep in gateway.yaml";
      return "";
     }

   ENUM_ORDER_TYPE_FILLING ChosenFilling(const string symbol, const string timeInForce)
     {
      if(m_filling == NEXUS_FILLING_FOK)
         return ORDER_FILLING_FOK;
      if(m_filling == NEXUS_FILLING_IOC)
         return ORDER_FILLING_IOC;
      if(m_filling == NEXUS_FILLING_RETURN)
         return ORDER_FILLING_RETURN;
      int allowed = (int)SymbolInfoInteger(symbol, SYMBOL_FILLING_MODE);
      bool fok = (allowed & SYMBOL_FILLING_FOK) != 0;
      bool ioc = (allowed & SYMBOL_FILLING_IOC) != 0;
      if(timeInForce == "FOK" && fok)
         return ORDER_FILLING_FOK;
      if(ioc)
         return ORDER_FILLING_IOC;
      return fok ? ORDER_FILLING_FOK : ORDER_FILLING_RETURN;
     }

   static string     ExpirationProblem(const string symbol, const string timeInForce)
     {
      int allowed = (int)SymbolInfoInteger(symbol, SYMBOL_EXPIRATION_MODE);
      if(timeInForce == "GTC" && (allowed & SYMBOL_EXPIRATION_GTC) == 0)
         return "the broker takes no GTC orders in " + symbol + ": send DAY";
      if(timeInForce == "DAY" && (allowed & SYMBOL_EXPIRATION_DAY) == 0)
         return "the broker takes no DAY orders in " + symbol + ": send GTC";
      if(timeInForce != "GTC" && timeInForce != "DAY")
         return "MetaTrader takes limit and stop orders as DAY or GTC only, not " + timeInForce;
      return "";
     }

   string            MakeMarket(JsonReader &order, const bool buy, MqlTradeRequest &request)
     {
      request.action = TRADE_ACTION_DEAL;
      request.type = buy ? ORDER_TYPE_BUY : ORDER_TYPE_SELL;
      request.price = SymbolInfoDouble(request.symbol, buy ? SYMBOL_ASK : SYMBOL_BID);
      request.type_filling = ChosenFilling(request.symbol, order.Text("time_in_force"));
      return request.price > 0 ? "" : "no quote of " + request.symbol + " yet: is the market open?";
     }

   string            MakePending(JsonReader &order, const string type, const bool buy, MqlTradeRequest &request)
     {
      string timeInForce = order.Has("time_in_force") ? order.Text("time_in_force") : "DAY";
      string problem = ExpirationProblem(request.symbol, timeInForce);
      if(problem != "")
         return problem;
      bool hasLimit = type != "STOP";
      bool hasStop = type != "LIMIT";
      double limitPrice = OnStep(request.symbol, order.Number("limit_price"), !buy);
      double stopPrice = OnStep(request.symbol, order.Number("stop_price"), buy);
      if((hasLimit && limitPrice <= 0) || (hasStop && stopPrice <= 0))
         return "a " + type + " order without its price";
      request.action = TRADE_ACTION_PENDING;
      request.type_filling = ORDER_FILLING_RETURN;
      request.type_time = timeInForce == "DAY" ? ORDER_TIME_DAY : ORDER_TIME_GTC;
      request.price = hasStop ? stopPrice : limitPrice;
      if(hasStop && hasLimit)
        {
         request.stoplimit = limitPrice;
         request.type = buy ? ORDER_TYPE_BUY_STOP_LIMIT : ORDER_TYPE_SELL_STOP_LIMIT;
        }
      else
         if(hasStop)
            request.type = buy ? ORDER_TYPE_BUY_STOP : ORDER_TYPE_SELL_STOP;
         else
            request.type = buy ? ORDER_TYPE_BUY_LIMIT : ORDER_TYPE_SELL_LIMIT;
      return "";
     }

public:
   void              Open(const ulong magic, const ulong deviation, const ENUM_NEXUS_FILLING filling)
     {
      m_magic = magic;
      m_deviation = deviation;
      m_filling = filling;
     }

   /// Why no order can be sent at all now; empty if one can.
   static string     WhyClosed(void)
     {
      if(!TerminalInfoInteger(TERMINAL_CONNECTED))
         return "MetaTrader has no connection to the broker: see the bars at the lower right, and log in";
      if(!TerminalInfoInteger(TERMINAL_TRADE_ALLOWED))
         return "algorithmic trading is off: press Algo Trading in the toolbar";
      if(!MQLInfoInteger(MQL_TRADE_ALLOWED))
         return "the EA may not trade: open its properties (F7) > Common > Allow Algo Trading";
      if(!AccountInfoInteger(ACCOUNT_TRADE_ALLOWED))
         return "the account may not trade: log in with the master password, not the investor's";
      if(!AccountInfoInteger(ACCOUNT_TRADE_EXPERT))
         return "the broker does not allow Expert Advisors on this account: ask the broker";
      return "";
     }

   /// Fills in the request of an order; returns why it cannot, or nothing.
   string            Make(JsonReader &order, MqlTradeRequest &request)
     {
      string symbol = order.Text("symbol");
      string side = order.Text("side");
      string type = order.Has("order_type") ? order.Text("order_type") : "MARKET";
      if(!SymbolSelect(symbol, true))
         return "the broker has no symbol " + symbol + ": see Market Watch > Symbols (Ctrl+U) for its names";
      if(side != "BUY" && side != "SELL")
         return "side is '" + side + "'";
      double volume = order.Number("quantity");
      string problem = VolumeProblem(symbol, volume);
      if(problem != "")
         return problem;
      request.magic = m_magic;
      request.symbol = symbol;
      request.volume = volume;
      request.deviation = m_deviation;
      request.comment = order.Text("ref");
      if(type == "MARKET")
         return MakeMarket(order, side == "BUY", request);
      if(type == "LIMIT" || type == "STOP" || type == "STOP_LIMIT")
         return MakePending(order, type, side == "BUY", request);
      return "order_type is '" + type + "'";
     }
  };
