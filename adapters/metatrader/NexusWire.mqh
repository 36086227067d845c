//+------------------------------------------------------------------+
//| The TCP connection to the adapter: lines in, lines out.          |
//| MetaTrader can only connect, not listen, and only from an EA.    |
//+------------------------------------------------------------------+

#define NEXUS_MOST_WAITING 4194304   // bytes; beyond this ticks are left out
#define NEXUS_LONGEST_LINE 65536     // bytes
#define NEXUS_READ_MILLIS 10         // 0 would mean 120 s
#define NEXUS_CONNECT_MILLIS 1000
#define NEXUS_LEAST_PAUSE 500        // ms between attempts, doubled each time
#define NEXUS_MOST_PAUSE 5000

#define NEXUS_ERROR_NOT_ALLOWED 4014
#define NEXUS_ERROR_NO_LISTENER 5272

class Wire
  {
   string            m_host;
   uint              m_port;
   int               m_socket;
   ulong             m_due;
   uint              m_pause;
   int               m_lastError;
   uchar             m_out[];
   int               m_outLength;
   uchar             m_in[];
   int               m_inLength;
   long              m_ticksDropped;

   void              Explain(const int error)
     {
      if(error == m_lastError)
         return;
      m_lastError = error;
      if(error == NEXUS_ERROR_NOT_ALLOWED)
         Print("NEXUS: connecting is not allowed: open Tools > Options > Expert Advisors, switch on 'Allow WebRequest for listed URL', add ",
               m_host, " to the list, and attach the EA to a chart (it does not work in the strategy tester)");
      else
         if(error == NEXUS_ERROR_NO_LISTENER)
            Print("NEXUS: nobody listens at ", m_host, ":", m_port, ": start the adapter (bin/gateway adapter); if it runs, add ", m_host,
                  " under Tools > Options > Expert Advisors > 'Allow WebRequest for listed URL'");
         else
            Print("NEXUS: no connection to ", m_host, ":", m_port, ": error ", error);
     }

   void              Append(const uchar &bytes[], const int count)
     {
      int room = m_outLength + count;
      if(ArraySize(m_out) < room)
         ArrayResize(m_out, room, 65536);
      ArrayCopy(m_out, bytes, m_outLength, 0, count);
      m_outLength = room;
     }

   void              Receive(void)
     {
      uint readable = SocketIsReadable(m_socket);
      if(readable == 0)
        {
         if(!SocketIsConnected(m_socket))
            Close("the adapter has closed the connection");
         return;
        }
      uchar bytes[];
      // It may say 1 where there is nothing: then the read ends after its time-out.
      int count = SocketRead(m_socket, bytes, readable, NEXUS_READ_MILLIS);
      if(count <= 0)
        {
         if(!SocketIsConnected(m_socket))
            Close("the connection broke");
         return;
        }
      if(ArraySize(m_in) < m_inLength + count)
         ArrayResize(m_in, m_inLength + count, 65536);
      ArrayCopy(m_in, bytes, m_inLength, 0, count);
      m_inLength += count;
     }

public:
                     Wire(void)
     {
      m_socket = INVALID_HANDLE;
      m_due = 0;
      m_pause = NEXUS_LEAST_PAUSE;
      m_lastError = 0;
      m_outLength = 0;
      m_inLength = 0;
      m_ticksDropped = 0;
     }

   void              Open(const string host, const uint port)
     {
      m_host = host;
      m_port = port;
     }

   bool              IsOpen(void)
     {
      return m_socket != INVALID_HANDLE;
     }

   /// Tries to connect if it is time; true once it has. What waited for an earlier connection is gone.
   bool              Connect(void)
     {
      ulong now = GetTickCount64();
      if(IsOpen() || now < m_due)
         return false;
      m_outLength = 0;
      m_inLength = 0;
      ResetLastError();
      int socket = SocketCreate();
      if(socket != INVALID_HANDLE && SocketConnect(socket, m_host, m_port, NEXUS_CONNECT_MILLIS))
        {
         m_socket = socket;
         m_lastError = 0;
         m_pause = NEXUS_LEAST_PAUSE;
         Print("NEXUS: connected to ", m_host, ":", m_port);
         return true;
        }
      Explain(GetLastError());
      if(socket != INVALID_HANDLE)
         SocketClose(socket);
      m_due = now + m_pause;
      m_pause = MathMin(m_pause * 2, (uint)NEXUS_MOST_PAUSE);
      return false;
     }

   void              Close(const string reason)
     {
      if(!IsOpen())
         return;
      SocketClose(m_socket);
      m_socket = INVALID_HANDLE;
      m_due = GetTickCount64() + m_pause;
      Print("NEXUS: disconnected: ", reason);
     }

   /// Queues a line. A tick is left out, and counted, if too much waits already.
   void              Send(const string line, const bool isTick)
     {
      if(!IsOpen())
         return;
      if(isTick && m_outLength > NEXUS_MOST_WAITING)
        {
         m_ticksDropped++;
         return;
        }
      uchar bytes[];
      // The count has the terminating 0, whose place the line feed takes.
      int count = StringToCharArray(line, bytes, 0, WHOLE_ARRAY, CP_UTF8);
      if(count <= 0)
         return;
      bytes[count - 1] = '\n';
      Append(bytes, count);
     }

   /// Sends what waits, as far as the socket takes it.
   void              Flush(void)
     {
      while(IsOpen() && m_outLength > 0 && SocketIsWritable(m_socket))
        {
         int sent = SocketSend(m_socket, m_out, (uint)m_outLength);
         if(sent < 0)
           {
            Close("sending failed");
            return;
           }
         if(sent == 0)
            return;
         ArrayRemove(m_out, 0, sent);
         m_outLength -= sent;
        }
     }

   /// Reads what has come.
   void              Fill(void)
     {
      if(IsOpen())
         Receive();
     }

   /// The next whole line; false if there is none.
   bool              Next(string &line)
     {
      for(int i = 0; i < m_inLength; i++)
         if(m_in[i] == '\n')
           {
            line = CharArrayToString(m_in, 0, i, CP_UTF8);
            ArrayRemove(m_in, 0, i + 1);
            m_inLength -= i + 1;
            return true;
           }
      if(m_inLength > NEXUS_LONGEST_LINE)
         Close("a line is too long");
      return false;
     }

   long              TicksDropped(void)
     {
      return m_ticksDropped;
     }
  };
