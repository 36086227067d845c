//+------------------------------------------------------------------+
//| Orders in, and what becomes of them.                             |
//+------------------------------------------------------------------+

#define NEXUS_DEAL_PATIENCE 10000    // ms that an execution waits for its order to be known

class Orders
  {
   ulong             m_magic;
   long              m_offsetMillis;
   RequestMaker      m_maker;
   Ledger            m_ledger;
   ulong             m_deals[];
   ulong             m_dealsUntil[];

   //--- what is told
   void              TellReject(Wire &wire, const string ref, const string reason)
     {
      JsonWriter json("reject");
      json.Text("ref", ref);
      json.Text("reason", reason);
      wire.Send(json.Line(), false);
     }

   void              TellAck(Wire &wire, const string ref, const ulong ticket)
     {
      JsonWriter json("ack");
      json.Text("ref", ref);
      json.Text("platform_id", IntegerToString((long)ticket));
      wire.Send(json.Line(), false);
     }

   void              TellCanceled(Wire &wire, const string ref, const string reason)
     {
      JsonWriter json("canceled");
      json.Text("ref", ref);
      json.Text("reason", reason);
      wire.Send(json.Line(), false);
     }

   void              TellLog(Wire &wire, const string ref, const string text)
     {
      Print("NEXUS: ", ref, ": ", text);
      JsonWriter json("log");
      json.Text("text", ref + ": " + text);
      wire.Send(json.Line(), false);
     }

   /// Tells an execution; the deal is selected. False if it is not known yet whose it is.
   bool              TellDeal(Wire &wire, const ulong deal)
     {
      ENUM_DEAL_TYPE type = (ENUM_DEAL_TYPE)HistoryDealGetInteger(deal, DEAL_TYPE);
      if((ulong)HistoryDealGetInteger(deal, DEAL_MAGIC) != m_magic || (type != DEAL_TYPE_BUY && type != DEAL_TYPE_SELL))
         return true;
      ulong ticket = (ulong)HistoryDealGetInteger(deal, DEAL_ORDER);
      // Read before the order is looked for, which may select another part of the history.
      string symbol = HistoryDealGetString(deal, DEAL_SYMBOL);
      double volume = HistoryDealGetDouble(deal, DEAL_VOLUME);
      double price = HistoryDealGetDouble(deal, DEAL_PRICE);
      double commission = HistoryDealGetDouble(deal, DEAL_COMMISSION);
      long millis = HistoryDealGetInteger(deal, DEAL_TIME_MSC) - m_offsetMillis;
      string comment = HistoryDealGetString(deal, DEAL_COMMENT);
      string ref = m_ledger.FindRef(ticket);
      if(ref == "" && Ledger::IsRef(comment))
         ref = comment;
      if(ref == "")
         return false;
      JsonWriter json("execution");
      json.Text("ref", ref);
      json.Text("exec_id", IntegerToString((long)deal));
      json.Text("platform_id", IntegerToString((long)ticket));
      json.Text("symbol", symbol);
      json.Text("side", type == DEAL_TYPE_BUY ? "BUY" : "SELL");
      json.Number("quantity", volume, 8);
      json.Number("price", price, 8);
      // The terminal writes what is paid as less than nothing.
      json.Number("commission", -commission, 8);
      json.Text("currency", AccountInfoString(ACCOUNT_CURRENCY));
      json.Whole("time_ms", millis);
      wire.Send(json.Line(), false);
      return true;
     }

   void              TellStatus(Wire &wire, const string ref, const string status, const double filled, const double average)
     {
      JsonWriter json("status");
      json.Text("ref", ref);
      json.Text("status", status);
      json.Number("filled", filled, 8);
      if(average > 0)
         json.Number("average_price", average, 8);
      wire.Send(json.Line(), false);
     }

   /// What the deals of an order sum to; the history must be selected.
   void              SumDeals(const ulong ticket, double &filled, double &average)
     {
      filled = 0;
      double paid = 0;
      for(int i = HistoryDealsTotal() - 1; i >= 0; i--)
        {
         ulong deal = HistoryDealGetTicket(i);
         if((ulong)HistoryDealGetInteger(deal, DEAL_ORDER) == ticket)
           {
            double volume = HistoryDealGetDouble(deal, DEAL_VOLUME);
            filled += volume;
            paid += volume * HistoryDealGetDouble(deal, DEAL_PRICE);
           }
        }
      average = filled > 0 ? paid / filled : 0;
     }

   /// The end of an order that is in the history, in the words of the protocol; empty if it has not ended.
   static string     EndOf(const ENUM_ORDER_STATE state)
     {
      if(state == ORDER_STATE_FILLED)
         return "FILLED";
      if(state == ORDER_STATE_CANCELED || state == ORDER_STATE_EXPIRED || state == ORDER_STATE_PARTIAL)
         return "CANCELED";
      return state == ORDER_STATE_REJECTED ? "REJECTED" : "";
     }

   void              KeepDeal(const ulong deal)
     {
      int count = ArraySize(m_deals);
      ArrayResize(m_deals, count + 1);
      ArrayResize(m_dealsUntil, count + 1);
      m_deals[count] = deal;
      m_dealsUntil[count] = GetTickCount64() + NEXUS_DEAL_PATIENCE;
     }

   bool              SendRequest(MqlTradeRequest &request, const string ref, const bool isCancel, string &problem)
     {
      MqlTradeResult result = {};
      ResetLastError();
      if(OrderSendAsync(request, result))
        {
         m_ledger.RememberRequest(result.request_id, ref, isCancel);
         return true;
        }
      problem = result.retcode != 0 ? NexusReason(result.retcode) : "not sent: error " + IntegerToString(GetLastError());
      return false;
     }

   void              Answered(Wire &wire, const int index, const MqlTradeResult &result)
     {
      string ref = m_ledger.RefOfRequest(index);
      bool isCancel = m_ledger.IsCancel(index);
      if(isCancel)
        {
         m_ledger.ForgetRequest(index);
         if(!NexusIsTaken(result.retcode))
            TellLog(wire, ref, "not canceled: " + NexusReason(result.retcode));
         return;
        }
      if(NexusIsTaken(result.retcode))
        {
         m_ledger.RememberTicket(result.order, ref);
         m_ledger.ForgetRequest(index);
         TellAck(wire, ref, result.order);
        }
      else
         if(NexusIsUncertain(result.retcode))
            // It stays among the requests: until its order shows up, nothing certain is said of it.
            TellLog(wire, ref, "in doubt: " + NexusReason(result.retcode));
         else
           {
            m_ledger.ForgetRequest(index);
            TellReject(wire, ref, NexusReason(result.retcode));
           }
     }

   /// An order of ours has left the open ones.
   void              Ended(Wire &wire, const ulong ticket)
     {
      if(!HistoryOrderSelect(ticket))
         return;
      string ref = m_ledger.FindRef(ticket);
      if(ref == "" || (ulong)HistoryOrderGetInteger(ticket, ORDER_MAGIC) != m_magic)
         return;
      ENUM_ORDER_STATE state = (ENUM_ORDER_STATE)HistoryOrderGetInteger(ticket, ORDER_STATE);
      string end = EndOf(state);
      if(end == "CANCELED")
         TellCanceled(wire, ref, state == ORDER_STATE_EXPIRED ? "expired" : "canceled in MetaTrader");
      else
         if(end == "REJECTED")
            TellReject(wire, ref, "rejected by the broker: see the Journal tab");
     }

public:
   void              Open(const ulong magic, const ulong deviation, const ENUM_NEXUS_FILLING filling)
     {
      m_magic = magic;
      m_offsetMillis = 0;
      m_ledger.Open(magic);
      m_maker.Open(magic, deviation, filling);
     }

   /// How far the broker's clock is ahead of UTC.
   void              Offset(const long millis)
     {
      m_offsetMillis = millis;
     }

   /// An order of the adapter's: sent once, or rejected.
   void              Order(Wire &wire, JsonReader &order)
     {
      string ref = order.Text("ref");
      if(ref == "")
         return;
      if(m_ledger.IsRequested(ref) || m_ledger.FindTicket(ref) != 0)
        {
         TellLog(wire, ref, "came again; it is not sent again");
         Status(wire, ref);
         return;
        }
      string problem = m_maker.WhyClosed();
      MqlTradeRequest request = {};
      if(problem == "")
         problem = m_maker.Make(order, request);
      if(problem == "")
         SendRequest(request, ref, false, problem);
      if(problem != "")
         TellReject(wire, ref, problem);
     }

   /// The adapter knows the ticket of an order: surer than the comment.
   void              Know(const string ref, const ulong ticket)
     {
      m_ledger.RememberTicket(ticket, ref);
     }

   void              Cancel(Wire &wire, const string ref)
     {
      ulong ticket = m_ledger.FindTicket(ref);
      if(ticket == 0 || !OrderSelect(ticket))
        {
         Status(wire, ref);
         return;
        }
      MqlTradeRequest request = {};
      request.action = TRADE_ACTION_REMOVE;
      request.order = ticket;
      string problem = m_maker.WhyClosed();
      if(problem == "")
         SendRequest(request, ref, true, problem);
      if(problem != "")
         TellLog(wire, ref, "not canceled: " + problem);
     }

   /// Where an order stands. Of one that was sent and has no ticket yet nothing is certain, so nothing is said.
   void              Status(Wire &wire, const string ref)
     {
      ulong ticket = m_ledger.FindTicket(ref);
      if(ticket == 0)
        {
         if(!m_ledger.IsRequested(ref))
            TellStatus(wire, ref, "UNKNOWN", 0, 0);
         return;
        }
      datetime now = TimeTradeServer();
      HistorySelect(now - NEXUS_HISTORY_SECONDS, now + NEXUS_DAY_SECONDS);
      double filled = 0;
      double average = 0;
      SumDeals(ticket, filled, average);
      if(OrderSelect(ticket))
         TellStatus(wire, ref, filled > 0 ? "PARTIALLY_FILLED" : "WORKING", filled, average);
      else
        {
         string end = EndOf((ENUM_ORDER_STATE)HistoryOrderGetInteger(ticket, ORDER_STATE));
         if(end != "")
            TellStatus(wire, ref, end, filled, average);
        }
     }

   /// Tells all executions since then again, and all open orders.
   void              Resync(Wire &wire, const long sinceMillis)
     {
      datetime now = TimeTradeServer();
      // A day more: the broker's offset may have changed since.
      datetime since = (datetime)((sinceMillis + m_offsetMillis) / 1000 - NEXUS_DAY_SECONDS);
      ulong deals[];
      if(HistorySelect(since, now + NEXUS_DAY_SECONDS))
        {
         int count = HistoryDealsTotal();
         ArrayResize(deals, count);
         for(int i = 0; i < count; i++)
            deals[i] = HistoryDealGetTicket(i);
        }
      for(int i = 0; i < ArraySize(deals); i++)
         if(HistoryDealSelect(deals[i]))
            TellDeal(wire, deals[i]);
      for(int i = 0; i < OrdersTotal(); i++)
        {
         ulong ticket = OrderGetTicket(i);
         string ref = ticket == 0 ? "" : m_ledger.FindRef(ticket);
         if(ref != "")
            TellAck(wire, ref, ticket);
        }
      JsonWriter json("resynced");
      wire.Send(json.Line(), false);
     }

   /// Something happened in the account; the order of these events is not certain.
   void              Transaction(Wire &wire, const MqlTradeTransaction &transaction, const MqlTradeResult &result)
     {
      switch(transaction.type)
        {
         case TRADE_TRANSACTION_REQUEST:
           {
            int index = m_ledger.IndexOfRequest(result.request_id);
            if(index >= 0)
               Answered(wire, index, result);
            break;
           }
         case TRADE_TRANSACTION_DEAL_ADD:
            KeepDeal(transaction.deal);
            break;
         case TRADE_TRANSACTION_HISTORY_ADD:
            Ended(wire, transaction.order);
            break;
         default:
            break;
        }
      Settle(wire);
     }

   /// Tells the executions whose order has become known meanwhile.
   void              Settle(Wire &wire)
     {
      for(int i = 0; i < ArraySize(m_deals);)
        {
         bool told = HistoryDealSelect(m_deals[i]) && TellDeal(wire, m_deals[i]);
         bool late = GetTickCount64() > m_dealsUntil[i];
         if(late && !told)
            Print("NEXUS: deal ", m_deals[i], " belongs to no order that is known: not told");
         if(told || late)
           {
            ArrayRemove(m_deals, i, 1);
            ArrayRemove(m_dealsUntil, i, 1);
           }
         else
            i++;
        }
     }
  };
