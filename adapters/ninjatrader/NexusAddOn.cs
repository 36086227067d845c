// NEXUS Gateway: NinjaTrader 8's side. Ticks, orders and executions over TCP, to the adapter (kind: companion).
//
// Install: copy this one file to Documents\NinjaTrader 8\bin\Custom\AddOns, open New > NinjaScript Editor, press F5.
// Settings: a text file Documents\NinjaTrader 8\NexusAddOn.txt with lines such as "account = Sim101", "port = 5571";
// without it those two, on 127.0.0.1. NinjaTrader reads it when it starts, or after F5.
// The messages are in docs/companion-protocol.md, what to click in docs/platforms/ninjatrader8-addon.md.
using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using Nexus.Companion;
using NinjaTrader.Cbi;
using NinjaTrader.Data;

namespace NinjaTrader.NinjaScript.AddOns
{
    /// <summary>Starts and ends with NinjaTrader.</summary>
    public class NexusAddOn : AddOnBase
    {
        private NinjaTraderPlatform platform;

        protected override void OnStateChange()
        {
            if (State == State.SetDefaults)
            {
                Name = "NexusAddOn";
                Description = "Connects NinjaTrader to the NEXUS Gateway";
            }
            else if (State == State.Active && platform == null)
            {
                platform = new NinjaTraderPlatform(NexusSettings.Read());
                platform.Start();
            }
            else if (State == State.Terminated && platform != null)
            {
                // NinjaTrader also ends copies of the AddOn that it never started.
                platform.Stop();
                platform = null;
            }
        }
    }

    /// <summary>What NexusAddOn.txt says.</summary>
    internal sealed class NexusSettings
    {
        private const string FileName = "NexusAddOn.txt";

        public string Account = "Sim101";
        public string Host = "127.0.0.1";
        public int Port = 5571;

        public static NexusSettings Read()
        {
            NexusSettings settings = new NexusSettings();
            string file = Path.Combine(Core.Globals.UserDataDir, FileName);
            if (!File.Exists(file))
                return settings;
            foreach (string line in File.ReadAllLines(file))
            {
                string[] parts = line.Split(new[] { '=' }, 2);
                if (parts.Length == 2)
                    settings.Set(parts[0].Trim().ToLowerInvariant(), parts[1].Trim());
            }
            return settings;
        }

        private void Set(string key, string value)
        {
            int number;
            if (key == "account")
                Account = value;
            else if (key == "host")
                Host = value;
            else if (key == "port" && int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out number))
                Port = number;
            else
                NinjaTraderPlatform.Say(FileName + ": " + key + " = " + value + " is left out");
        }
    }

    /// <summary>
    /// NinjaTrader as the companion sees it. Its events come on threads of its own: their handlers only hand over to the
    /// companion's. An order is known by its Name, which is the ref: its OrderId may change while it lives.
    /// </summary>
    internal sealed class NinjaTraderPlatform : IPlatform
    {
        private readonly NexusSettings settings;
        private readonly CompanionLink link;
        private readonly HashSet<string> submitted = new HashSet<string>();
        private readonly Dictionary<string, InstrumentTicks> ticks = new Dictionary<string, InstrumentTicks>();
        private Account account;

        public NinjaTraderPlatform(NexusSettings settings)
        {
            this.settings = settings;
            link = new CompanionLink(settings.Host, settings.Port, Say);
        }

        public static void Say(string text)
        {
            NinjaTrader.Code.Output.Process("NEXUS: " + text, PrintTo.OutputTab1);
        }

        public void Start()
        {
            link.Start(this);
        }

        public void Stop()
        {
            link.Stop();
            foreach (InstrumentTicks source in ticks.Values)
                source.End();
            Attach(null);
        }

        public void Introduce(JsonWriter hello)
        {
            hello.Text("client", "NexusAddOn").Text("version", "1").Text("account", settings.Account)
                .Text("server", "NinjaTrader 8").Text("margin_mode", "netting");
        }

        public string WhyClosed()
        {
            Account found;
            lock (Account.All)
                found = Account.All.FirstOrDefault(candidate => candidate.Name == settings.Account);
            Attach(found);
            if (account == null)
                return "NinjaTrader has no account " + settings.Account
                    + ": connect to it (Control Center > Connections), or mend account in NexusAddOn.txt";
            if (account.Connection == null || account.Connection.Status != ConnectionStatus.Connected)
                return "NinjaTrader is not connected to the broker of account " + settings.Account
                    + ": Control Center > Connections";
            return "";
        }

        /// <summary>Listens to this account and no other; a reconnect may bring a new object for the same one.</summary>
        private void Attach(Account other)
        {
            if (ReferenceEquals(other, account))
                return;
            if (account != null)
            {
                account.OrderUpdate -= OnOrderUpdate;
                account.ExecutionUpdate -= OnExecutionUpdate;
                account.PositionUpdate -= OnPositionUpdate;
            }
            account = other;
            if (account != null)
            {
                account.OrderUpdate += OnOrderUpdate;
                account.ExecutionUpdate += OnExecutionUpdate;
                account.PositionUpdate += OnPositionUpdate;
            }
        }

        public void Subscribe(IList<string> symbols)
        {
            foreach (string symbol in symbols)
            {
                InstrumentTicks source;
                if (!ticks.TryGetValue(symbol, out source))
                {
                    Instrument instrument = Instrument.GetInstrument(symbol);
                    if (instrument != null)
                    {
                        source = new InstrumentTicks(symbol, instrument, link);
                        ticks.Add(symbol, source);
                        source.Begin();
                    }
                }
                JsonWriter line = new JsonWriter("symbol").Text("symbol", symbol).Flag("known", source != null);
                link.Tell(source == null
                    ? line
                    : line.Number("price_step", source.Instrument.MasterInstrument.TickSize).Number("quantity_step", 1));
            }
        }

        public void Order(OrderLine order)
        {
            if (!submitted.Add(order.Reference) || FindOrder(order.Reference) != null)
            {
                link.TellLog("order " + order.Reference + " came again; it is not sent again");
                Status(order.Reference, null);
                return;
            }
            string problem = WhyClosed();
            InstrumentTicks source = null;
            if (problem == "" && !ticks.TryGetValue(order.Symbol, out source))
                problem = "NinjaTrader has no instrument " + order.Symbol + ", or it is not among the adapter's symbols";
            else if (problem == "" && (order.Quantity != Math.Floor(order.Quantity) || order.Quantity > int.MaxValue))
                problem = "NinjaTrader takes whole quantities only: set this mapping's lotStep to 1 in gateway.yaml";
            else if (problem == "" && order.TimeInForce == "FOK")
                problem = "NinjaTrader knows DAY, GTC and IOC, not FOK";
            if (problem != "")
            {
                // Certainly not sent: it may come again.
                submitted.Remove(order.Reference);
                link.TellReject(order.Reference, problem);
                return;
            }
            Order created = account.CreateOrder(
                source.Instrument,
                order.IsBuy ? OrderAction.Buy : OrderAction.Sell,
                TypeOf(order.Type),
                OrderEntry.Automated,
                order.TimeInForce == "GTC" ? TimeInForce.Gtc : order.TimeInForce == "IOC" ? TimeInForce.Ioc : TimeInForce.Day,
                (int)order.Quantity,
                order.LimitPrice,
                order.StopPrice,
                "",
                order.Reference,
                Core.Globals.MaxDate,
                null);
            account.Submit(new[] { created });
        }

        private static OrderType TypeOf(string type)
        {
            switch (type)
            {
                case "LIMIT":
                    return OrderType.Limit;
                case "STOP":
                    return OrderType.StopMarket;
                case "STOP_LIMIT":
                    return OrderType.StopLimit;
                default:
                    return OrderType.Market;
            }
        }

        public void Cancel(string reference, string platformId)
        {
            Order order = FindOrder(reference);
            if (order == null || IsEnded(order.OrderState))
            {
                Status(reference, platformId);
                return;
            }
            string problem = WhyClosed();
            if (problem == "")
                account.Cancel(new[] { order });
            else
                link.TellLog("order " + reference + " is not canceled: " + problem);
        }

        public void Status(string reference, string platformId)
        {
            Order order = FindOrder(reference);
            string word = order == null ? null : WordFor(order.OrderState);
            if (word != null)
                link.TellStatus(reference, word, order.Filled, order.Filled == 0 ? 0 : order.AverageFillPrice);
            else if (order == null && !submitted.Contains(reference) && WhyClosed() == "")
                link.TellStatus(reference, Words.Unknown, 0, 0);
            else
                link.TellLog("of order " + reference + " nothing is certain"
                    + (order == null ? "" : ": NinjaTrader says " + order.OrderState));
        }

        /// <summary>Null while nothing is certain.</summary>
        private static string WordFor(OrderState state)
        {
            switch (state)
            {
                case OrderState.Accepted:
                case OrderState.Working:
                case OrderState.TriggerPending:
                case OrderState.ChangePending:
                case OrderState.ChangeSubmitted:
                case OrderState.CancelPending:
                case OrderState.CancelSubmitted:
                    return Words.Working;
                case OrderState.PartFilled:
                    return Words.PartiallyFilled;
                case OrderState.Filled:
                    return Words.Filled;
                case OrderState.Cancelled:
                    return Words.Canceled;
                case OrderState.Rejected:
                    return Words.Rejected;
                default:
                    return null;
            }
        }

        private static bool IsEnded(OrderState state)
        {
            return state == OrderState.Filled || state == OrderState.Cancelled || state == OrderState.Rejected;
        }

        private Order FindOrder(string reference)
        {
            if (account == null)
                return null;
            lock (account.Orders)
                return account.Orders.LastOrDefault(order => order.Name == reference);
        }

        public void Resync(DateTime sinceUtc)
        {
            // Without its broker the lists may be empty still: the connection is begun anew once they are not.
            List<Execution> executions = new List<Execution>();
            List<Order> orders = new List<Order>();
            List<Position> positions = new List<Position>();
            if (account != null)
            {
                lock (account.Executions)
                    executions.AddRange(account.Executions);
                lock (account.Orders)
                    orders.AddRange(account.Orders);
                lock (account.Positions)
                    positions.AddRange(account.Positions);
            }
            foreach (Execution execution in executions)
                if (PlatformTime.ToUtc(execution.Time) >= sinceUtc)
                    TellExecution(execution);
            foreach (Order order in orders)
                if (Words.IsReference(order.Name) && WordFor(order.OrderState) == Words.Working)
                    link.TellAck(order.Name, order.OrderId);
            link.Tell(new JsonWriter("resynced"));
            foreach (KeyValuePair<string, InstrumentTicks> source in ticks)
            {
                Position held = positions.FirstOrDefault(position => position.Instrument == source.Value.Instrument);
                if (held == null)
                    TellPosition(source.Key, MarketPosition.Flat, 0, 0);
                else
                    TellPosition(source.Key, held.MarketPosition, held.Quantity, held.AveragePrice);
            }
        }

        private void OnOrderUpdate(object sender, OrderEventArgs e)
        {
            string name = e.Order.Name;
            string orderId = e.Order.OrderId;
            OrderState state = e.OrderState;
            ErrorCode error = e.Error;
            string comment = e.Comment;
            if (Words.IsReference(name))
                link.Post(delegate { OrderChanged(name, orderId, state, error, comment); });
        }

        private void OrderChanged(string reference, string orderId, OrderState state, ErrorCode error, string comment)
        {
            string reason = error == ErrorCode.NoError ? comment : error + (string.IsNullOrEmpty(comment) ? "" : ": " + comment);
            string word = WordFor(state);
            if (word == Words.Rejected)
                link.TellReject(reference, string.IsNullOrEmpty(reason) ? "rejected: see NinjaTrader's Log tab" : reason);
            else if (word == Words.Canceled)
                link.TellCanceled(reference, string.IsNullOrEmpty(reason) ? "canceled in NinjaTrader" : reason);
            else if (word == Words.Working)
                link.TellAck(reference, orderId);
            if (word != Words.Rejected && error != ErrorCode.NoError)
                // Such as a cancel that came too late: the order goes on.
                link.TellLog("order " + reference + ": " + reason);
            else if (state == OrderState.Unknown)
                link.TellLog("order " + reference + " is in doubt: NinjaTrader says Unknown; see its Orders tab");
        }

        private void OnExecutionUpdate(object sender, ExecutionEventArgs e)
        {
            Execution execution = e.Execution;
            link.Post(delegate { TellExecution(execution); });
        }

        private void TellExecution(Execution execution)
        {
            // An execution read back from NinjaTrader's records may lack its order.
            string reference = execution.Order == null ? execution.Name : execution.Order.Name;
            if (!Words.IsReference(reference) || execution.Quantity <= 0)
                return;
            link.Tell(new JsonWriter("execution")
                .Text("ref", reference)
                .Text("exec_id", execution.ExecutionId)
                .Text("platform_id", execution.OrderId)
                .Text("symbol", execution.Instrument.FullName)
                .Text("side", execution.MarketPosition == MarketPosition.Long ? "BUY" : "SELL")
                .Number("quantity", execution.Quantity)
                .Number("price", execution.Price)
                .Number("commission", execution.Commission)
                .Whole("time_ms", UnixTime.ToMillis(PlatformTime.ToUtc(execution.Time))));
        }

        private void OnPositionUpdate(object sender, PositionEventArgs e)
        {
            Instrument instrument = e.Position.Instrument;
            MarketPosition side = e.MarketPosition;
            int quantity = e.Quantity;
            double price = e.AveragePrice;
            link.Post(delegate
            {
                foreach (KeyValuePair<string, InstrumentTicks> source in ticks)
                    if (source.Value.Instrument == instrument)
                        TellPosition(source.Key, side, quantity, price);
            });
        }

        private void TellPosition(string symbol, MarketPosition side, int quantity, double averagePrice)
        {
            int signed = side == MarketPosition.Flat ? 0 : side == MarketPosition.Long ? quantity : -quantity;
            JsonWriter line = new JsonWriter("position").Text("symbol", symbol).Whole("quantity", signed);
            link.Tell(signed == 0 ? line : line.Number("average_price", averagePrice));
        }
    }

    /// <summary>The ticks of one instrument.</summary>
    internal sealed class InstrumentTicks
    {
        public readonly Instrument Instrument;
        private readonly string symbol;
        private readonly CompanionLink link;

        public InstrumentTicks(string symbol, Instrument instrument, CompanionLink link)
        {
            this.symbol = symbol;
            this.Instrument = instrument;
            this.link = link;
        }

        public void Begin()
        {
            Instrument.Dispatcher.InvokeAsync(delegate { Instrument.MarketData.Update += OnMarketData; });
        }

        public void End()
        {
            Instrument.Dispatcher.InvokeAsync(delegate { Instrument.MarketData.Update -= OnMarketData; });
        }

        private void OnMarketData(object sender, MarketDataEventArgs e)
        {
            MarketDataType type = e.MarketDataType;
            if (e.IsReset || (type != MarketDataType.Last && type != MarketDataType.Bid && type != MarketDataType.Ask))
                return;
            double price = e.Price;
            double bid = e.Bid;
            double ask = e.Ask;
            long volume = e.Volume;
            DateTime time = e.Time;
            link.PostTick(delegate { return Tick(type, price, volume, bid, ask, time); });
        }

        private JsonWriter Tick(MarketDataType type, double price, long volume, double bid, double ask, DateTime time)
        {
            JsonWriter tick = new JsonWriter("tick").Text("symbol", symbol)
                .Whole("time_ms", UnixTime.ToMillis(PlatformTime.ToUtc(time)));
            if (type == MarketDataType.Last)
            {
                tick.Number("price", price).Whole("volume", volume);
                // NinjaTrader does not say who crossed the spread; it gives the quote at the time of the trade.
                if (ask > bid && bid > 0 && price >= ask)
                    tick.Text("aggressor", "BUY");
                else if (ask > bid && bid > 0 && price <= bid)
                    tick.Text("aggressor", "SELL");
            }
            bid = type == MarketDataType.Bid ? price : bid;
            ask = type == MarketDataType.Ask ? price : ask;
            // 0 is what NinjaTrader gives where it knows none.
            if (bid != 0)
                tick.Number("bid", bid);
            if (ask != 0)
                tick.Number("ask", ask);
            if (type == MarketDataType.Bid)
                tick.Whole("bid_size", volume);
            else if (type == MarketDataType.Ask)
                tick.Whole("ask_size", volume);
            return tick;
        }
    }

    /// <summary>NinjaTrader's times are in the zone chosen in Tools > Options > General.</summary>
    internal static class PlatformTime
    {
        public static DateTime ToUtc(DateTime time)
        {
            if (time.Kind == DateTimeKind.Utc)
                return time;
            TimeZoneInfo zone = Core.Globals.GeneralOptions.TimeZoneInfo;
            DateTime local = DateTime.SpecifyKind(time, DateTimeKind.Unspecified);
            // The hour that is left out in spring is in no zone's calendar, but a clock may be wrong.
            return zone.IsInvalidTime(local)
                ? DateTime.SpecifyKind(local - zone.BaseUtcOffset, DateTimeKind.Utc)
                : TimeZoneInfo.ConvertTimeToUtc(local, zone);
        }
    }
}

// ==== The companion protocol. From here on NexusAddOn.cs and NexusStrategy.cs are the same, and a test holds them so. ====
namespace Nexus.Companion
{
    using System;
    using System.Collections.Concurrent;
    using System.Collections.Generic;
    using System.Diagnostics;
    using System.Globalization;
    using System.IO;
    using System.Net.Sockets;
    using System.Text;
    using System.Threading;

    /// <summary>What the adapter may ask of a platform. Called on the companion's thread alone.</summary>
    internal interface IPlatform
    {
        /// <summary>Adds client, account and server to a hello.</summary>
        void Introduce(JsonWriter hello);

        /// <summary>Why no order can be sent now, and what the user must do; empty if one can. Asked each second.</summary>
        string WhyClosed();

        void Subscribe(IList<string> symbols);

        /// <summary>Sends an order, once in the life of its ref. What goes wrong may be thrown: then it is in doubt.</summary>
        void Order(OrderLine order);

        /// <param name="reference">the order's ref</param>
        /// <param name="platformId">the platform's name for the order, or null</param>
        void Cancel(string reference, string platformId);

        void Status(string reference, string platformId);

        /// <summary>Tells all executions since then, and all open orders.</summary>
        void Resync(DateTime sinceUtc);
    }

    /// <summary>An order of the adapter's.</summary>
    internal sealed class OrderLine
    {
        public readonly string Reference;
        public readonly string Symbol;
        public readonly bool IsBuy;
        public readonly double Quantity;

        /// <summary>MARKET, LIMIT, STOP or STOP_LIMIT.</summary>
        public readonly string Type;

        /// <summary>0 where the type has none.</summary>
        public readonly double LimitPrice;

        /// <summary>0 where the type has none.</summary>
        public readonly double StopPrice;

        /// <summary>DAY, GTC, IOC or FOK.</summary>
        public readonly string TimeInForce;

        /// <summary>What cannot be; null if nothing.</summary>
        public readonly string Problem;

        public OrderLine(JsonObject line)
        {
            Reference = line.Text("ref");
            Symbol = line.Text("symbol") ?? "";
            string side = line.Text("side");
            IsBuy = side == "BUY";
            Quantity = line.Number("quantity");
            Type = line.Text("order_type") ?? "MARKET";
            bool hasLimit = Type == "LIMIT" || Type == "STOP_LIMIT";
            bool hasStop = Type == "STOP" || Type == "STOP_LIMIT";
            LimitPrice = hasLimit ? line.Number("limit_price") : 0;
            StopPrice = hasStop ? line.Number("stop_price") : 0;
            TimeInForce = line.Text("time_in_force") ?? "DAY";
            if (!IsBuy && side != "SELL")
                Problem = "side is " + side + ": want BUY or SELL";
            else if (!(Quantity > 0) || double.IsInfinity(Quantity))
                Problem = "quantity is " + line.Text("quantity") + ": want more than 0";
            else if (!hasLimit && !hasStop && Type != "MARKET")
                Problem = "order_type is " + Type + ": want MARKET, LIMIT, STOP or STOP_LIMIT";
            else if (double.IsNaN(LimitPrice) || double.IsNaN(StopPrice))
                Problem = "a " + Type + " order without its price";
        }
    }

    /// <summary>The words for an order's state, and what a ref looks like.</summary>
    internal static class Words
    {
        public const string Working = "WORKING";
        public const string PartiallyFilled = "PARTIALLY_FILLED";
        public const string Filled = "FILLED";
        public const string Canceled = "CANCELED";
        public const string Rejected = "REJECTED";
        public const string Unknown = "UNKNOWN";

        /// <summary>Whether a name on the platform may be a ref: 1 to 16 of A to Z and 0 to 9. Whose it is the adapter knows.</summary>
        public static bool IsReference(string name)
        {
            if (string.IsNullOrEmpty(name) || name.Length > 16)
                return false;
            foreach (char c in name)
                if ((c < 'A' || c > 'Z') && (c < '0' || c > '9'))
                    return false;
            return true;
        }
    }

    /// <summary>The companion's thread, and its connection to the adapter. Nothing of an earlier connection outlives it.</summary>
    internal sealed class CompanionLink
    {
        private const int Protocol = 1;
        private const int BeatMillis = 1000;
        private const int SilenceMillis = 5000;
        private const int LeastPauseMillis = 250;
        private const int MostPauseMillis = 2000;
        private const int ConnectMillis = 1000;
        private const int StopMillis = 2000;
        private const int StaleMillis = 2000;
        private const int MostTicksWaiting = 50000;
        private const int FlushBytes = 64 * 1024;

        private readonly string host;
        private readonly int port;
        private readonly Action<string> log;
        private readonly BlockingCollection<Action> inbox = new BlockingCollection<Action>();
        private readonly MemoryStream unsent = new MemoryStream();
        private readonly Stopwatch clock = Stopwatch.StartNew();
        private readonly Thread thread;
        private IPlatform platform;
        private LineConnection connection;
        private volatile bool stopping;
        private int ticksWaiting;
        private long ticksDropped;
        private long heardMillis;
        private long beatDueMillis;
        private long connectDueMillis;
        private int pauseMillis = LeastPauseMillis;
        private string lastFailure;
        private int connectionNumber;

        /// <param name="log">takes lines for people, on the companion's thread</param>
        public CompanionLink(string host, int port, Action<string> log)
        {
            this.host = host;
            this.port = port;
            this.log = log;
            thread = new Thread(Work) { IsBackground = true, Name = "NEXUS companion" };
        }

        public void Start(IPlatform thePlatform)
        {
            platform = thePlatform;
            thread.Start();
        }

        /// <summary>Which connection it is, counted up; another one whenever it is lost or new. From any thread.</summary>
        public int Connection
        {
            get { return Volatile.Read(ref connectionNumber); }
        }

        /// <summary>Ends it. From any thread but the companion's own.</summary>
        public void Stop()
        {
            stopping = true;
            inbox.Add(delegate { });
            if (thread.IsAlive)
                thread.Join(StopMillis);
        }

        /// <summary>Has something done on the companion's thread. From any thread; returns at once.</summary>
        public void Post(Action action)
        {
            inbox.Add(action);
        }

        /// <summary>The same for a tick, which is left out, and counted, if too many wait.</summary>
        public void PostTick(Func<JsonWriter> tick)
        {
            if (Interlocked.Increment(ref ticksWaiting) > MostTicksWaiting)
            {
                Interlocked.Decrement(ref ticksWaiting);
                Interlocked.Increment(ref ticksDropped);
                return;
            }
            inbox.Add(delegate
            {
                Interlocked.Decrement(ref ticksWaiting);
                if (connection != null)
                    Tell(tick());
            });
        }

        /// <summary>Sends a message; nothing without a connection. On the companion's thread, as all that follows.</summary>
        public void Tell(JsonWriter message)
        {
            if (connection == null)
                return;
            byte[] bytes = Encoding.UTF8.GetBytes(message.End());
            unsent.Write(bytes, 0, bytes.Length);
            unsent.WriteByte((byte)'\n');
            if (unsent.Length >= FlushBytes)
                Flush();
        }

        public void TellAck(string reference, string platformId)
        {
            Tell(new JsonWriter("ack").Text("ref", reference).Text("platform_id", platformId));
        }

        public void TellReject(string reference, string reason)
        {
            log("order " + reference + " rejected: " + reason);
            Tell(new JsonWriter("reject").Text("ref", reference).Text("reason", reason));
        }

        public void TellCanceled(string reference, string reason)
        {
            Tell(new JsonWriter("canceled").Text("ref", reference).Text("reason", reason));
        }

        public void TellStatus(string reference, string status, double filled, double averagePrice)
        {
            JsonWriter line = new JsonWriter("status").Text("ref", reference).Text("status", status).Number("filled", filled);
            Tell(averagePrice == 0 ? line : line.Number("average_price", averagePrice));
        }

        /// <summary>A line for people, here and at the adapter.</summary>
        public void TellLog(string text)
        {
            log(text);
            Tell(new JsonWriter("log").Text("text", text));
        }

        private void Work()
        {
            while (!stopping)
            {
                Action action;
                if (inbox.TryTake(out action, WaitMillis()))
                {
                    do
                        Run(action);
                    while (!stopping && inbox.TryTake(out action));
                }
                Flush();
                KeepAlive();
            }
            HangUp("the companion ends");
        }

        /// <summary>A fault ends the connection: with the next one all is synchronised anew.</summary>
        private void Run(Action action)
        {
            try
            {
                action();
            }
            catch (Exception fault)
            {
                log("fault: " + fault);
                if (connection == null)
                    Failed("a fault in the companion: " + fault.Message);
                HangUp("a fault in the companion: " + fault.Message);
            }
        }

        private int WaitMillis()
        {
            long due = connection == null ? connectDueMillis : beatDueMillis;
            return (int)Math.Max(0, Math.Min(BeatMillis, due - clock.ElapsedMilliseconds));
        }

        private void KeepAlive()
        {
            long now = clock.ElapsedMilliseconds;
            if (connection == null)
            {
                if (now >= connectDueMillis)
                    Run(Connect);
            }
            else if (now - heardMillis > SilenceMillis)
                HangUp("nothing was heard of the adapter for 5 s");
            else if (now >= beatDueMillis)
                Run(Beat);
        }

        private void Beat()
        {
            beatDueMillis = clock.ElapsedMilliseconds + BeatMillis;
            Tell(new JsonWriter("heartbeat")
                .Whole("ticks_dropped", Interlocked.Read(ref ticksDropped)).Text("why_closed", platform.WhyClosed()));
            Flush();
        }

        private void Connect()
        {
            try
            {
                connection = LineConnection.Open(host, port, ConnectMillis);
            }
            catch (SocketException e)
            {
                Failed("no adapter at " + host + ":" + port + " (" + e.Message + "): start it with bin/gateway adapter");
                return;
            }
            Interlocked.Increment(ref connectionNumber);
            log("connected to " + host + ":" + port);
            lastFailure = null;
            heardMillis = clock.ElapsedMilliseconds;
            LineConnection mine = connection;
            mine.Read(
                delegate(string line)
                {
                    long cameMillis = clock.ElapsedMilliseconds;
                    inbox.Add(delegate
                    {
                        if (mine == connection)
                            Received(line, cameMillis);
                    });
                },
                delegate(string reason)
                {
                    inbox.Add(delegate
                    {
                        if (mine == connection)
                            HangUp(reason);
                    });
                });
            JsonWriter hello = new JsonWriter("hello").Whole("protocol", Protocol);
            platform.Introduce(hello);
            Tell(hello.Text("why_closed", platform.WhyClosed()));
            Beat();
        }

        /// <summary>The next attempt is later; people are told once of each reason.</summary>
        private void Failed(string reason)
        {
            if (reason != lastFailure)
                log(reason);
            lastFailure = reason;
            connectDueMillis = clock.ElapsedMilliseconds + pauseMillis;
            pauseMillis = Math.Min(2 * pauseMillis, MostPauseMillis);
        }

        private void HangUp(string reason)
        {
            if (connection == null)
                return;
            connection.Close();
            connection = null;
            Interlocked.Increment(ref connectionNumber);
            unsent.SetLength(0);
            Failed("disconnected: " + reason);
        }

        private void Flush()
        {
            if (connection == null || unsent.Length == 0)
                return;
            try
            {
                connection.Send(unsent.GetBuffer(), (int)unsent.Length);
                unsent.SetLength(0);
            }
            catch (SocketException e)
            {
                HangUp("sending failed: " + e.Message);
            }
        }

        private void Received(string line, long cameMillis)
        {
            heardMillis = clock.ElapsedMilliseconds;
            JsonObject message;
            try
            {
                message = JsonObject.Parse(line);
            }
            catch (FormatException e)
            {
                log("a line that cannot be read is left out: " + e.Message);
                return;
            }
            string reference = message.Text("ref");
            switch (message.Text("type"))
            {
                case "subscribe":
                    platform.Subscribe(message.Texts("symbols"));
                    break;
                case "order":
                    Order(message, heardMillis - cameMillis);
                    break;
                case "cancel":
                    if (reference != null)
                        platform.Cancel(reference, message.Text("platform_id"));
                    break;
                case "status":
                    if (reference != null)
                        platform.Status(reference, message.Text("platform_id"));
                    break;
                case "resync":
                    // It has taken us; one that refuses us is asked ever less often.
                    pauseMillis = LeastPauseMillis;
                    platform.Resync(UnixTime.ToUtc(message.Number("since_ms")));
                    break;
            }
        }

        private void Order(JsonObject message, long waitedMillis)
        {
            OrderLine order = new OrderLine(message);
            if (!Words.IsReference(order.Reference))
                log("an order without a ref is left out");
            else if (order.Problem != null)
                TellReject(order.Reference, order.Problem);
            else if (waitedMillis > StaleMillis)
                TellReject(order.Reference, "not sent: the platform kept it waiting for " + waitedMillis + " ms");
            else
            {
                try
                {
                    platform.Order(order);
                }
                catch (Exception e)
                {
                    TellLog("order " + order.Reference + " is in doubt: the platform threw " + e.Message);
                }
            }
        }
    }

    /// <summary>One TCP connection: lines in, on a thread of its own, and bytes out.</summary>
    internal sealed class LineConnection
    {
        private const int LongestLine = 64 * 1024;
        private const int SendMillis = 5000;
        private const int SendBytes = 4096;

        private readonly Socket socket;

        private LineConnection(Socket socket)
        {
            this.socket = socket;
        }

        /// <exception cref="SocketException">nobody is there</exception>
        public static LineConnection Open(string host, int port, int timeOutMillis)
        {
            Socket socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            bool opened = false;
            try
            {
                socket.NoDelay = true;
                socket.SendTimeout = SendMillis;
                IAsyncResult attempt = socket.BeginConnect(host, port, null, null);
                if (!attempt.AsyncWaitHandle.WaitOne(timeOutMillis))
                    throw new SocketException((int)SocketError.TimedOut);
                socket.EndConnect(attempt);
                opened = true;
                return new LineConnection(socket);
            }
            finally
            {
                if (!opened)
                    socket.Close();
            }
        }

        /// <summary>Begins to read. Both are called on the reader's thread; ended is the last call.</summary>
        public void Read(Action<string> line, Action<string> ended)
        {
            Thread reader = new Thread(delegate() { ended(ReadAll(line)); });
            reader.IsBackground = true;
            reader.Name = "NEXUS companion, reading";
            reader.Start();
        }

        private string ReadAll(Action<string> line)
        {
            byte[] bytes = new byte[LongestLine];
            int length = 0;
            try
            {
                while (length < LongestLine)
                {
                    int count = socket.Receive(bytes, length, LongestLine - length, SocketFlags.None);
                    if (count == 0)
                        return "the adapter has closed the connection";
                    int start = 0;
                    for (int i = length; i < length + count; i++)
                        if (bytes[i] == '\n')
                        {
                            line(Encoding.UTF8.GetString(bytes, start, i - start));
                            start = i + 1;
                        }
                    length += count - start;
                    Buffer.BlockCopy(bytes, start, bytes, 0, length);
                }
                return "a line of more than 64 KiB";
            }
            catch (SocketException e)
            {
                return e.Message;
            }
            catch (ObjectDisposedException)
            {
                return "closed here";
            }
        }

        /// <exception cref="SocketException">the connection is over, or the adapter has not read for 5 s</exception>
        public void Send(byte[] bytes, int length)
        {
            int sent = 0;
            while (sent < length)
            {
                // A send that blocks might do so for longer than its time-out, a little at a time.
                if (!socket.Poll(SendMillis * 1000, SelectMode.SelectWrite))
                    throw new SocketException((int)SocketError.TimedOut);
                sent += socket.Send(bytes, sent, Math.Min(SendBytes, length - sent), SocketFlags.None);
            }
        }

        public void Close()
        {
            socket.Close();
        }
    }

    internal static class UnixTime
    {
        private static readonly DateTime Epoch = new DateTime(1970, 1, 1, 0, 0, 0, DateTimeKind.Utc);

        public static long ToMillis(DateTime utc)
        {
            return (utc.Ticks - Epoch.Ticks) / TimeSpan.TicksPerMillisecond;
        }

        /// <summary>The beginning of time if it is none.</summary>
        public static DateTime ToUtc(double millis)
        {
            return millis > 0 && millis < 1e14 ? Epoch.AddMilliseconds(millis) : Epoch;
        }
    }

    /// <summary>Writes one flat JSON object.</summary>
    internal sealed class JsonWriter
    {
        private readonly StringBuilder text = new StringBuilder(160);

        public JsonWriter(string type)
        {
            text.Append("{\"type\":");
            Quote(type);
        }

        /// <summary>Left out if null.</summary>
        public JsonWriter Text(string key, string value)
        {
            if (value != null)
            {
                Key(key);
                Quote(value);
            }
            return this;
        }

        /// <summary>Left out if it is no number.</summary>
        public JsonWriter Number(string key, double value)
        {
            if (!double.IsNaN(value) && !double.IsInfinity(value))
            {
                Key(key);
                text.Append(Shortest(value));
            }
            return this;
        }

        public JsonWriter Whole(string key, long value)
        {
            Key(key);
            text.Append(value.ToString(CultureInfo.InvariantCulture));
            return this;
        }

        public JsonWriter Flag(string key, bool value)
        {
            Key(key);
            text.Append(value ? "true" : "false");
            return this;
        }

        /// <summary>The line, without its end.</summary>
        public string End()
        {
            return text.ToString() + "}";
        }

        /// <summary>As few digits as say exactly this number; .NET Framework's own way fails for some.</summary>
        public static string Shortest(double value)
        {
            string digits = value.ToString("G15", CultureInfo.InvariantCulture);
            return double.Parse(digits, CultureInfo.InvariantCulture) == value
                ? digits
                : value.ToString("G17", CultureInfo.InvariantCulture);
        }

        private void Key(string key)
        {
            text.Append(',');
            Quote(key);
            text.Append(':');
        }

        private void Quote(string value)
        {
            text.Append('"');
            foreach (char c in value)
            {
                if (c == '"' || c == '\\')
                    text.Append('\\').Append(c);
                else if (c < ' ' || char.IsSurrogate(c))
                    text.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
                else
                    text.Append(c);
            }
            text.Append('"');
        }
    }

    /// <summary>One JSON object that was read; numbers are kept as they were written.</summary>
    internal sealed class JsonObject
    {
        private readonly Dictionary<string, object> values;

        private JsonObject(Dictionary<string, object> values)
        {
            this.values = values;
        }

        /// <exception cref="FormatException">it is no JSON object</exception>
        public static JsonObject Parse(string line)
        {
            Dictionary<string, object> values = new JsonParser(line).ParseAll() as Dictionary<string, object>;
            if (values == null)
                throw new FormatException("no JSON object");
            return new JsonObject(values);
        }

        /// <summary>A string, or a number as it was written; else null.</summary>
        public string Text(string key)
        {
            object value;
            return values.TryGetValue(key, out value) ? value as string : null;
        }

        /// <summary>A number, also one in quotes; else NaN.</summary>
        public double Number(string key)
        {
            double number;
            return double.TryParse(Text(key), NumberStyles.Float, CultureInfo.InvariantCulture, out number)
                ? number
                : double.NaN;
        }

        /// <summary>The strings of an array; none if there is no array.</summary>
        public IList<string> Texts(string key)
        {
            object value;
            List<string> texts = new List<string>();
            List<object> array = values.TryGetValue(key, out value) ? value as List<object> : null;
            if (array != null)
                foreach (object element in array)
                    if (element is string)
                        texts.Add((string)element);
            return texts;
        }
    }

    /// <summary>Reads JSON into strings (numbers too), bools, null, lists and dictionaries.</summary>
    internal sealed class JsonParser
    {
        private const int Deepest = 16;

        private readonly string text;
        private int at;

        public JsonParser(string text)
        {
            this.text = text;
        }

        /// <exception cref="FormatException">it is not JSON</exception>
        public object ParseAll()
        {
            object value = Value(0);
            Blanks();
            if (at < text.Length)
                throw Wrong("more after the end");
            return value;
        }

        private object Value(int depth)
        {
            if (depth > Deepest)
                throw Wrong("nested too deep");
            Blanks();
            char c = at < text.Length ? text[at] : '\0';
            if (c == '{')
                return Members(depth);
            if (c == '[')
                return Elements(depth);
            if (c == '"')
                return Quoted();
            return Literal();
        }

        private Dictionary<string, object> Members(int depth)
        {
            Dictionary<string, object> members = new Dictionary<string, object>();
            at++;
            Blanks();
            while (!Takes('}'))
            {
                if (members.Count > 0)
                    Expect(',');
                Blanks();
                string key = Quoted();
                Blanks();
                Expect(':');
                members[key] = Value(depth + 1);
                Blanks();
            }
            return members;
        }

        private List<object> Elements(int depth)
        {
            List<object> elements = new List<object>();
            at++;
            Blanks();
            while (!Takes(']'))
            {
                if (elements.Count > 0)
                    Expect(',');
                elements.Add(Value(depth + 1));
                Blanks();
            }
            return elements;
        }

        private string Quoted()
        {
            Expect('"');
            StringBuilder value = new StringBuilder();
            while (at < text.Length && text[at] != '"')
            {
                char c = text[at++];
                if (c < ' ')
                    throw Wrong("a control character in a string");
                value.Append(c == '\\' ? Escaped() : c);
            }
            Expect('"');
            return value.ToString();
        }

        private char Escaped()
        {
            char c = at < text.Length ? text[at++] : '\0';
            switch (c)
            {
                case '"':
                case '\\':
                case '/':
                    return c;
                case 'b':
                    return '\b';
                case 'f':
                    return '\f';
                case 'n':
                    return '\n';
                case 'r':
                    return '\r';
                case 't':
                    return '\t';
                case 'u':
                    return Hex();
                default:
                    throw Wrong("an escape that JSON has not");
            }
        }

        private char Hex()
        {
            int code;
            if (at + 4 > text.Length
                || !int.TryParse(text.Substring(at, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out code))
                throw Wrong("an escape without its four digits");
            at += 4;
            return (char)code;
        }

        private object Literal()
        {
            int start = at;
            while (at < text.Length && (char.IsLetterOrDigit(text[at]) || "+-.".IndexOf(text[at]) >= 0))
                at++;
            string literal = text.Substring(start, at - start);
            double number;
            if (literal == "true" || literal == "false")
                return literal == "true";
            if (literal == "null")
                return null;
            if (literal.Length > 0 && (literal[0] == '-' || char.IsDigit(literal[0]))
                && double.TryParse(literal, NumberStyles.Float, CultureInfo.InvariantCulture, out number))
                return literal;
            throw Wrong("no value");
        }

        private void Blanks()
        {
            while (at < text.Length && " \t\r\n".IndexOf(text[at]) >= 0)
                at++;
        }

        private bool Takes(char c)
        {
            bool takes = at < text.Length && text[at] == c;
            if (takes)
                at++;
            return takes;
        }

        private void Expect(char c)
        {
            if (!Takes(c))
                throw Wrong("no " + c);
        }

        private FormatException Wrong(string what)
        {
            return new FormatException(what + " at character " + at + " of: " + text.Substring(0, Math.Min(200, text.Length)));
        }
    }
}
