//+------------------------------------------------------------------+
//| Orders in, and what becomes of them. Nothing is kept on disk:    |
//| MetaTrader's own history is asked, by the comment, which is the  |
//| order's ref.                                                     |
//+------------------------------------------------------------------+

#define NEXUS_MOST_KNOWN 20000       // tickets and requests that are remembered
#define NEXUS_DEAL_PATIENCE 10000    // ms that an execution waits for its order to be known
#define NEXUS_HISTORY_SECONDS 691200 // how far back an order is looked for: 8 days
#define NEXUS_DAY_SECONDS 86400

class Orders
  {
   ulong             m_magic;
   long              m_offsetMillis;
   RequestMaker      m_maker;
   uint              m_requestIds[];
   string            m_requestRefs[];
   bool              m_requestCancels[];
   ulong             m_tickets[];
   string            m_ticketRefs[];
   ulong             m_deals[];
   ulong             m_dealsUntil[];

   //--- what is whose
   void              RememberTicket(const ulong ticket, const string ref)
     {
      if(ticket == 0 || ref == "" || RefOfTicket(ticket) != "")
         return;
      int count = ArraySize(m_tickets);
      if(count >= NEXUS_MOST_KNOWN)
        {
         ArrayRemove(m_tickets, 0, NEXUS_MOST_KNOWN / 2);
         ArrayRemove(m_ticketRefs, 0, NEXUS_MOST_KNOWN / 2);
         count = ArraySize(m_tickets);
        }
      ArrayResize(m_tickets, count + 1);
      ArrayResize(m_ticketRefs, count + 1);
      m_tickets[count] = ticket;
      m_ticketRefs[count] = ref;
     }

   string            RefOfTicket(const ulong ticket)
     {
      for(int i = ArraySize(m_tickets) - 1; i >= 0; i--)
         if(m_tickets[i] == ticket)
            return m_ticketRefs[i];
      return "";
     }

   ulong             TicketOfRef(const string ref)
     {
      for(int i = ArraySize(m_tickets) - 1; i >= 0; i--)
         if(m_ticketRefs[i] == ref)
            return m_tickets[i];
      return 0;
     }

   void              RememberRequest(const uint id, const string ref, const bool isCancel)
     {
      int count = ArraySize(m_requestIds);
      ArrayResize(m_requestIds, count + 1);
      ArrayResize(m_requestRefs, count + 1);
      ArrayResize(m_requestCancels, count + 1);
      m_requestIds[count] = id;
      m_requestRefs[count] = ref;
      m_requestCancels[count] = isCancel;
     }

   int               IndexOfRequest(const uint id)
     {
      for(int i = ArraySize(m_requestIds) - 1; i >= 0; i--)
         if(m_requestIds[i] == id)
            return i;
      return -1;
     }

   void              ForgetRequest(const int index)
     {
      ArrayRemove(m_requestIds, index, 1);
      ArrayRemove(m_requestRefs, index, 1);
      ArrayRemove(m_requestCancels, index, 1);
     }

   bool              IsRequested(const string ref)
     {
      for(int i = ArraySize(m_requestRefs) - 1; i >= 0; i--)
         if(m_requestRefs[i] == ref && !m_requestCancels[i])
            return true;
      return false;
     }

   /// The ref of a ticket, by memory, or by the comment of the order, open or past; a broker may have changed the comment.
   string            FindRef(const ulong ticket)
     {
      string ref = RefOfTicket(ticket);
      if(ref != "")
         return ref;
      if(OrderSelect(ticket) && (ulong)OrderGetInteger(ORDER_MAGIC) == m_magic)
         ref = OrderGetString(ORDER_COMMENT);
      else
         if(HistoryOrderSelect(ticket) && (ulong)HistoryOrderGetInteger(ticket, ORDER_MAGIC) == m_magic)
            ref = HistoryOrderGetString(ticket, ORDER_COMMENT);
      if(!IsRef(ref))
         return "";
      RememberTicket(ticket, ref);
      return ref;
     }

   /// Whether a comment is a ref, and not something that the broker has put there: 1 to 16 of A-Z and 0-9.
   static bool       IsRef(const string comment)
     {
      int length = StringLen(comment);
      for(int i = 0; i < length; i++)
        {
         ushort c = StringGetCharacter(comment, i);
         if((c < 'A' || c > 'Z') && (c < '0' || c > '9'))
            return false;
        }
      return length >= 1 && length <= 16;
     }

   /// The ticket of a ref: by memory, among the open orders, and in the history. 0 if it is nowhere.
   ulong             FindTicket(const string ref)
     {
      ulong ticket = TicketOfRef(ref);
      if(ticket != 0)
         return ticket;
      for(int i = OrdersTotal() - 1; i >= 0; i--)
        {
         ticket = OrderGetTicket(i);
         if(ticket != 0 && (ulong)OrderGetInteger(ORDER_MAGIC) == m_magic && OrderGetString(ORDER_COMMENT) == ref)
           {
            RememberTicket(ticket, ref);
            return ticket;
           }
        }
      datetime now = TimeTradeServer();
      if(!HistorySelect(now - NEXUS_HISTORY_SECONDS, now + NEXUS_DAY_SECONDS))
         return 0;
      for(int i = HistoryOrdersTotal() - 1; i >= 0; i--)
        {
         ticket = HistoryOrderGetTicket(i);
         if((ulong)HistoryOrderGetInteger(ticket, ORDER_MAGIC) == m_magic && HistoryOrderGetString(ticket, ORDER_COMMENT) == ref)
           {
            RememberTicket(ticket, ref);
            return ticket;
           }
        }
      return 0;
     }

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
      string ref = FindRef(ticket);
      if(ref == "" && IsRef(comment))
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
      json.Number("commission", commission, 8);
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
         RememberRequest(result.request_id, ref, isCancel);
         return true;
        }
      problem = result.retcode != 0 ? NexusReason(result.retcode) : "not sent: error " + IntegerToString(GetLastError());
      return false;
     }

   void              Answered(Wire &wire, const int index, const MqlTradeResult &result)
     {
      string ref = m_requestRefs[index];
      bool isCancel = m_requestCancels[index];
      if(isCancel)
        {
         ForgetRequest(index);
         if(!NexusIsTaken(result.retcode))
            TellLog(wire, ref, "not canceled: " + NexusReason(result.retcode));
         return;
        }
      if(NexusIsTaken(result.retcode))
        {
         RememberTicket(result.order, ref);
         ForgetRequest(index);
         TellAck(wire, ref, result.order);
        }
      else
         if(NexusIsUncertain(result.retcode))
            // It stays among the requests: until its order shows up, nothing certain is said of it.
            TellLog(wire, ref, "in doubt: " + NexusReason(result.retcode));
         else
           {
            ForgetRequest(index);
            TellReject(wire, ref, NexusReason(result.retcode));
           }
     }

   /// An order of ours has left the open ones.
   void              Ended(Wire &wire, const ulong ticket)
     {
      if(!HistoryOrderSelect(ticket))
         return;
      string ref = FindRef(ticket);
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
      if(IsRequested(ref) || FindTicket(ref) != 0)
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
      RememberTicket(ticket, ref);
     }

   void              Cancel(Wire &wire, const string ref)
     {
      ulong ticket = FindTicket(ref);
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
      ulong ticket = FindTicket(ref);
      if(ticket == 0)
        {
         if(!IsRequested(ref))
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
         string ref = ticket == 0 ? "" : FindRef(ticket);
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
            int index = IndexOfRequest(result.request_id);
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
