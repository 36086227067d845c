//+------------------------------------------------------------------+
//| Whose each ticket and each request is. Nothing is kept on disk:  |
//| MetaTrader's own orders and history are asked, by the comment,   |
//| which is the order's ref.                                        |
//+------------------------------------------------------------------+

#define NEXUS_MOST_KNOWN 20000       // tickets that are remembered
#define NEXUS_HISTORY_SECONDS 691200 // how far back an order is looked for: 8 days
#define NEXUS_DAY_SECONDS 86400

class Ledger
  {
   ulong             m_magic;
   uint              m_requestIds[];
   string            m_requestRefs[];
   bool              m_requestCancels[];
   ulong             m_tickets[];
   string            m_ticketRefs[];

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

public:
   void              Open(const ulong magic)
     {
      m_magic = magic;
     }

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

   string            RefOfRequest(const int index)
     {
      return m_requestRefs[index];
     }

   bool              IsCancel(const int index)
     {
      return m_requestCancels[index];
     }
  };
