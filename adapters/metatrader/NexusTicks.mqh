//+------------------------------------------------------------------+
//| All ticks of the subscribed symbols, none twice and none lost.   |
//+------------------------------------------------------------------+

#define NEXUS_TICKS_AT_ONCE 2000

class Ticks
  {
   string            m_symbols[];
   long              m_lastMsc[];      // time of the last tick that was sent, as the broker's server gives it
   int               m_sentAtLast[];   // how many ticks of exactly that time were sent

   void              SendOne(Wire &wire, const string symbol, const MqlTick &tick, const long offsetMillis)
     {
      int digits = (int)SymbolInfoInteger(symbol, SYMBOL_DIGITS);
      JsonWriter json("tick");
      json.Text("symbol", symbol);
      json.Whole("time_ms", tick.time_msc - offsetMillis);
      if((tick.flags & TICK_FLAG_LAST) != 0 && tick.last > 0)
        {
         json.Number("price", tick.last, digits);
         json.Number("volume", tick.volume_real, 8);
         bool buy = (tick.flags & TICK_FLAG_BUY) != 0;
         bool sell = (tick.flags & TICK_FLAG_SELL) != 0;
         if(buy != sell)
            json.Text("aggressor", buy ? "BUY" : "SELL");
        }
      if(tick.bid > 0)
         json.Number("bid", tick.bid, digits);
      if(tick.ask > 0)
         json.Number("ask", tick.ask, digits);
      wire.Send(json.Line(), true);
     }

   /// What has come since the last time. Ticks of the same millisecond are told apart by their number.
   void              Poll(Wire &wire, const int index, const long offsetMillis)
     {
      MqlTick ticks[];
      string symbol = m_symbols[index];
      bool first = m_lastMsc[index] == 0;
      int wanted = first ? 1 : NEXUS_TICKS_AT_ONCE + m_sentAtLast[index];
      int count = CopyTicks(symbol, ticks, COPY_TICKS_ALL, (ulong)m_lastMsc[index], (uint)wanted);
      int skip = first ? 0 : m_sentAtLast[index];
      for(int i = 0; i < count; i++)
        {
         if(ticks[i].time_msc < m_lastMsc[index])
            continue;
         if(ticks[i].time_msc == m_lastMsc[index] && skip > 0)
           {
            skip--;
            continue;
           }
         if(ticks[i].time_msc != m_lastMsc[index])
           {
            m_lastMsc[index] = ticks[i].time_msc;
            m_sentAtLast[index] = 0;
            skip = 0;
           }
         m_sentAtLast[index]++;
         if(ticks[i].bid > 0 || ticks[i].ask > 0 || ticks[i].last > 0)
            SendOne(wire, symbol, ticks[i], offsetMillis);
        }
     }

public:
   /// From now on; ticks from before are not told. False if the broker has no such symbol.
   bool              Subscribe(const string symbol)
     {
      if(!SymbolSelect(symbol, true))
         return false;
      for(int i = 0; i < ArraySize(m_symbols); i++)
         if(m_symbols[i] == symbol)
            return true;
      int count = ArraySize(m_symbols);
      ArrayResize(m_symbols, count + 1);
      ArrayResize(m_lastMsc, count + 1);
      ArrayResize(m_sentAtLast, count + 1);
      m_symbols[count] = symbol;
      m_lastMsc[count] = 0;
      m_sentAtLast[count] = 0;
      return true;
     }

   /// Forgets all symbols: a new connection subscribes anew, and begins with the present.
   void              Clear(void)
     {
      ArrayResize(m_symbols, 0);
      ArrayResize(m_lastMsc, 0);
      ArrayResize(m_sentAtLast, 0);
     }

   void              PollAll(Wire &wire, const long offsetMillis)
     {
      for(int i = 0; i < ArraySize(m_symbols); i++)
         Poll(wire, i, offsetMillis);
     }
  };
