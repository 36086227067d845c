//+------------------------------------------------------------------+
//| NexusBridge: MetaTrader 5's side of the NEXUS Gateway.           |
//| Attach it to any one chart. It sends all ticks of the symbols    |
//| that the adapter asks for, takes orders, and tells executions.   |
//| First: Tools > Options > Expert Advisors > Allow WebRequest for  |
//| listed URL: add 127.0.0.1. The protocol is in                    |
//| docs/companion-protocol.md.                                      |
//+------------------------------------------------------------------+
#property copyright "NEXUS Gateway"
#property version   "1.00"

#include "NexusJson.mqh"
#include "NexusWire.mqh"
#include "NexusTicks.mqh"
#include "NexusRetcodes.mqh"
#include "NexusRequest.mqh"
#include "NexusLedger.mqh"
#include "NexusOrders.mqh"

input string             Host = "127.0.0.1";             // Where the adapter listens
input uint               Port = 5570;                    // Its port
input ulong              Magic = 770077;                 // Marks our orders; other EAs must not use it
input ulong              DeviationPoints = 20;           // Slippage that a market order may have, in points
input ENUM_NEXUS_FILLING Filling = NEXUS_FILLING_AUTO;   // Filling of market orders
input int                TimerMillis = 10;               // How often to look for orders and ticks
input int                ServerUtcOffsetMinutes = -10000; // Broker's clock ahead of UTC; -10000: find out

#define NEXUS_PROTOCOL 1
#define NEXUS_HEARTBEAT_MILLIS 1000
#define NEXUS_SILENCE_MILLIS 5000
#define NEXUS_FIND_OFFSET -10000
#define NEXUS_QUARTER_SECONDS 900

Wire   g_wire;
Ticks  g_ticks;
Orders g_orders;
ulong  g_lastSent = 0;
ulong  g_lastHeard = 0;

/// How far the broker's clock is ahead of UTC: in whole quarters of an hour, as time zones are.
long OffsetMillis()
  {
   if(ServerUtcOffsetMinutes != NEXUS_FIND_OFFSET)
      return (long)ServerUtcOffsetMinutes * 60000;
   double quarters = (double)((long)TimeTradeServer() - (long)TimeGMT()) / NEXUS_QUARTER_SECONDS;
   return (long)MathRound(quarters) * NEXUS_QUARTER_SECONDS * 1000;
  }

void SendHello()
  {
   long mode = AccountInfoInteger(ACCOUNT_MARGIN_MODE);
   JsonWriter json("hello");
   json.Whole("protocol", NEXUS_PROTOCOL);
   json.Text("client", "NexusBridge");
   json.Text("version", "1");
   json.Text("account", IntegerToString(AccountInfoInteger(ACCOUNT_LOGIN)));
   json.Text("server", AccountInfoString(ACCOUNT_SERVER));
   json.Text("margin_mode", mode == ACCOUNT_MARGIN_MODE_RETAIL_HEDGING ? "hedging" : "netting");
   json.Text("why_closed", RequestMaker::WhyClosed());
   g_wire.Send(json.Line(), false);
  }

/// Tells the steps of a symbol, or that there is none of that name.
void SendSymbol(const string symbol)
  {
   JsonWriter json("symbol");
   json.Text("symbol", symbol);
   bool known = g_ticks.Subscribe(symbol);
   json.Flag("known", known);
   if(known)
     {
      json.Number("price_step", SymbolInfoDouble(symbol, SYMBOL_TRADE_TICK_SIZE), 8);
      json.Number("quantity_step", SymbolInfoDouble(symbol, SYMBOL_VOLUME_STEP), 8);
     }
   g_wire.Send(json.Line(), false);
  }

void Received(const string line)
  {
   JsonReader message;
   if(!message.Parse(line))
     {
      Print("NEXUS: not readable: ", StringSubstr(line, 0, 200));
      return;
     }
   string type = message.Text("type");
   if(message.Has("platform_id"))
      g_orders.Know(message.Text("ref"), (ulong)message.Whole("platform_id"));
   if(type == "order")
      g_orders.Order(g_wire, message);
   else
      if(type == "cancel")
         g_orders.Cancel(g_wire, message.Text("ref"));
      else
         if(type == "status")
            g_orders.Status(g_wire, message.Text("ref"));
         else
            if(type == "resync")
               g_orders.Resync(g_wire, message.Whole("since_ms"));
            else
               if(type == "subscribe")
                 {
                  string symbols[];
                  message.Items("symbols", symbols);
                  for(int i = 0; i < ArraySize(symbols); i++)
                     SendSymbol(symbols[i]);
                 }
  }

void Connect()
  {
   if(!g_wire.Connect())
      return;
   g_ticks.Clear();
   g_lastHeard = GetTickCount64();
   SendHello();
  }

void KeepAlive()
  {
   ulong now = GetTickCount64();
   if(now - g_lastHeard > NEXUS_SILENCE_MILLIS)
     {
      g_wire.Close("the adapter has been silent for 5 s");
      return;
     }
   if(now - g_lastSent >= NEXUS_HEARTBEAT_MILLIS)
     {
      g_lastSent = now;
      JsonWriter json("heartbeat");
      json.Whole("ticks_dropped", g_wire.TicksDropped());
      json.Text("why_closed", RequestMaker::WhyClosed());
      g_wire.Send(json.Line(), false);
     }
  }

/// One pass: what came, what is to be told, what waits to be sent.
void Work()
  {
   if(!g_wire.IsOpen())
      Connect();
   long offset = OffsetMillis();
   g_orders.Offset(offset);
   g_wire.Fill();
   string line;
   while(g_wire.Next(line))
     {
      g_lastHeard = GetTickCount64();
      Received(line);
     }
   g_orders.Settle(g_wire);
   if(!g_wire.IsOpen())
      return;
   g_ticks.PollAll(g_wire, offset);
   KeepAlive();
   g_wire.Flush();
  }

int OnInit()
  {
   g_wire.Open(Host, Port);
   g_orders.Open(Magic, DeviationPoints, Filling);
   if(!EventSetMillisecondTimer(TimerMillis))
     {
      Print("NEXUS: no timer: error ", GetLastError());
      return INIT_FAILED;
     }
   return INIT_SUCCEEDED;
  }

void OnDeinit(const int reason)
  {
   EventKillTimer();
   g_wire.Close("the EA was removed (reason " + IntegerToString(reason) + ")");
  }

void OnTimer()
  {
   Work();
  }

/// A tick of the chart's own symbol: no need to wait for the timer.
void OnTick()
  {
   Work();
  }

void OnTradeTransaction(const MqlTradeTransaction &transaction, const MqlTradeRequest &request, const MqlTradeResult &result)
  {
   g_orders.Transaction(g_wire, transaction, result);
   g_wire.Flush();
  }
