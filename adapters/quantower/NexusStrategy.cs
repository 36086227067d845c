// NEXUS Gateway: Quantower's side. Ticks, orders and executions over TCP, to the adapter (kind: companion).
//
// Install: build this one file as a strategy (Visual Studio with the Quantower Algo extension), or have the output of a
// class library that references TradingPlatform.BusinessLayer.dll put into Quantower\Settings\Scripts\Strategies\NexusStrategy.
// Then: Strategies Manager > NexusStrategy > choose symbol and account > Run. One strategy serves all symbols.
// The messages are in docs/companion-protocol.md, what to click in docs/platforms/quantower.md.
using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Nexus.Companion;
using TradingPlatform.BusinessLayer;

namespace NexusGateway
{
    /// <summary>What Quantower starts and stops.</summary>
    public sealed class NexusStrategy : Strategy, ICurrentAccount, ICurrentSymbol
    {
        [InputParameter("Symbol", 0)]
        public Symbol CurrentSymbol { get; set; }

        [InputParameter("Account", 1)]
        public Account CurrentAccount { get; set; }

        [InputParameter("Host of the adapter", 2)]
        public string Host = "127.0.0.1";

        [InputParameter("Port of the adapter", 3)]
        public int Port = 5572;

        private QuantowerPlatform platform;

        public NexusStrategy()
        {
            Name = "NexusStrategy";
            Description = "Connects Quantower to the NEXUS Gateway";
        }

        public override string[] MonitoringConnectionsIds
        {
            get { return CurrentAccount == null ? new string[0] : new[] { CurrentAccount.ConnectionId }; }
        }

        protected override void OnRun()
        {
            if (CurrentSymbol != null && CurrentSymbol.State == BusinessObjectState.Fake)
                CurrentSymbol = Core.Instance.GetSymbol(CurrentSymbol.CreateInfo());
            if (CurrentAccount != null && CurrentAccount.State == BusinessObjectState.Fake)
                CurrentAccount = Core.Instance.GetAccount(CurrentAccount.CreateInfo());
            if (CurrentSymbol == null || CurrentAccount == null || CurrentSymbol.ConnectionId != CurrentAccount.ConnectionId)
            {
                LogError("NEXUS: choose a symbol and an account of the same connection");
                Stop();
                return;
            }
            platform = new QuantowerPlatform(
                CurrentAccount, CurrentSymbol, Host, Port, delegate(string text) { Log("NEXUS: " + text, StrategyLoggingLevel.Info); });
            platform.Start();
        }

        protected override void OnStop()
        {
            if (platform != null)
                platform.Stop();
            platform = null;
        }
    }

    /// <summary>
    /// Quantower as the companion sees it. Its events come on threads of its own: their handlers only hand over to the
    /// companion's. What it does while one waits is done on one more thread, in turn. An order is known by its Comment,
    /// which is the ref, and by its id.
    /// </summary>
    internal sealed class QuantowerPlatform : IPlatform
    {
        private const int HistoryDays = 8;

        private readonly Symbol chosen;
        private readonly CompanionLink link;
        private readonly BrokerThread broker = new BrokerThread();
        private readonly OrderBook book = new OrderBook();
        private readonly List<TradeFacts> unclaimed = new List<TradeFacts>();
        private readonly Dictionary<string, SymbolTicks> ticks = new Dictionary<string, SymbolTicks>();
        private readonly HeldPositions positions;
        private Account account;
        private int placing;

        public QuantowerPlatform(Account account, Symbol chosen, string host, int port, Action<string> say)
        {
            this.account = account;
            this.chosen = chosen;
            link = new CompanionLink(host, port, say);
            positions = new HeldPositions(link);
        }

        public void Start()
        {
            Core.Instance.OrderAdded += OnOrderAdded;
            Core.Instance.OrderRemoved += OnOrderRemoved;
            Core.Instance.OrdersHistoryAdded += OnOrdersHistoryAdded;
            Core.Instance.TradeAdded += OnTradeAdded;
            broker.Start();
            link.Start(this);
        }

        public void Stop()
        {
            Core.Instance.OrderAdded -= OnOrderAdded;
            Core.Instance.OrderRemoved -= OnOrderRemoved;
            Core.Instance.OrdersHistoryAdded -= OnOrdersHistoryAdded;
            Core.Instance.TradeAdded -= OnTradeAdded;
            link.Stop();
            broker.Stop();
            foreach (SymbolTicks source in ticks.Values)
                source.Detach();
        }

        public void Introduce(JsonWriter hello)
        {
            hello.Text("client", "NexusStrategy").Text("version", "1").Text("account", account.Name)
                .Text("server", "Quantower").Text("margin_mode", "netting");
        }

        public string WhyClosed()
        {
            if (account.State == BusinessObjectState.Fake)
                account = Core.Instance.GetAccount(account.CreateInfo()) ?? account;
            if (account.State == BusinessObjectState.Fake || account.Connection == null
                || account.Connection.State != ConnectionState.Connected)
                return "Quantower is not connected to the broker of account " + account.Name + ": Connections > Connect";
            foreach (SymbolTicks source in ticks.Values)
                source.Restore();
            positions.Look(account, ticks);
            return "";
        }

        private bool IsOurs(Account other)
        {
            return other != null && other.Id == account.Id && other.ConnectionId == account.ConnectionId;
        }

        public void Subscribe(IList<string> symbols)
        {
            foreach (string name in symbols)
            {
                SymbolTicks source;
                if (!ticks.TryGetValue(name, out source))
                {
                    Symbol symbol = FindSymbol(name);
                    if (symbol != null)
                    {
                        source = new SymbolTicks(name, symbol, link);
                        ticks.Add(name, source);
                        source.Attach();
                    }
                }
                JsonWriter line = new JsonWriter("symbol").Text("symbol", name).Flag("known", source != null);
                if (source != null)
                {
                    double lotStep = source.Symbol.LotStep > 0 ? source.Symbol.LotStep : source.Symbol.MinLot;
                    line.Number("price_step", source.Symbol.TickSize).Number("quantity_step", lotStep);
                }
                link.Tell(line);
            }
        }

        private Symbol FindSymbol(string name)
        {
            if (chosen.Name == name || chosen.Id == name)
                return chosen;
            return Core.Instance.Symbols.FirstOrDefault(
                symbol => symbol.ConnectionId == account.ConnectionId && (symbol.Name == name || symbol.Id == name));
        }

        public void Order(OrderLine order)
        {
            string reference = order.Reference;
            if (book.Find(reference) != null || FindOpen(reference, null) != null)
            {
                link.TellLog("order " + reference + " came again; it is not sent again");
                Status(reference, null);
                return;
            }
            SymbolTicks source = null;
            string problem = WhyClosed();
            if (problem == "" && !ticks.TryGetValue(order.Symbol, out source))
                problem = "Quantower has no symbol " + order.Symbol + ", or it is not among the adapter's symbols";
            OrderType type = problem == "" ? TypeOf(order.Type) : null;
            if (problem == "" && type == null)
                problem = "this connection of Quantower takes no orders of type " + order.Type;
            if (problem != "")
            {
                link.TellReject(reference, problem);
                return;
            }
            PlaceOrderRequestParameters request = new PlaceOrderRequestParameters
            {
                Symbol = source.Symbol,
                Account = account,
                Side = order.IsBuy ? Side.Buy : Side.Sell,
                OrderTypeId = type.Id,
                Quantity = order.Quantity,
                TimeInForce = LifeOf(order.TimeInForce),
                Comment = reference
            };
            if (order.LimitPrice != 0)
                request.Price = order.LimitPrice;
            if (order.StopPrice != 0)
                request.TriggerPrice = order.StopPrice;
            book.Add(reference, order.Quantity);
            placing++;
            int connection = link.Connection;
            broker.Do(delegate { Place(reference, request, connection); });
        }

        private OrderType TypeOf(string type)
        {
            OrderTypeBehavior behavior = type == "LIMIT" ? OrderTypeBehavior.Limit
                : type == "STOP" ? OrderTypeBehavior.Stop
                : type == "STOP_LIMIT" ? OrderTypeBehavior.StopLimit
                : OrderTypeBehavior.Market;
            return Core.Instance.OrderTypes.FirstOrDefault(
                candidate => candidate.ConnectionId == account.ConnectionId && candidate.Behavior == behavior);
        }

        private static TimeInForce LifeOf(string timeInForce)
        {
            switch (timeInForce)
            {
                case "GTC":
                    return TimeInForce.GTC;
                case "IOC":
                    return TimeInForce.IOC;
                case "FOK":
                    return TimeInForce.FOK;
                default:
                    return TimeInForce.Day;
            }
        }

        /// <summary>On the broker's thread. What waited there for longer than its connection lived is not sent.</summary>
        private void Place(string reference, PlaceOrderRequestParameters request, int connection)
        {
            if (link.Connection != connection)
            {
                link.Post(delegate { NotPlaced(reference, "not sent: the adapter was lost while it waited"); });
                return;
            }
            try
            {
                TradingOperationResult result = Core.Instance.PlaceOrder(request);
                if (result.Status == TradingOperationResultStatus.Success)
                    link.Post(delegate { Placed(reference, result.OrderId); });
                else
                    link.Post(delegate { NotPlaced(reference, result.Message); });
            }
            catch (Exception e)
            {
                link.Post(delegate { Doubted(reference, e.Message); });
            }
        }

        private void Placed(string reference, string orderId)
        {
            book.Name(reference, orderId);
            link.TellAck(reference, orderId);
            PlacingEnded();
        }

        private void NotPlaced(string reference, string reason)
        {
            book.Find(reference).End = Words.Rejected;
            link.TellReject(reference, string.IsNullOrEmpty(reason) ? "refused by Quantower: see its Event Log" : reason);
            PlacingEnded();
        }

        private void Doubted(string reference, string fault)
        {
            link.TellLog("order " + reference + " is in doubt: Quantower threw " + fault);
            PlacingEnded();
        }

        /// <summary>Trades that came before their order was known are told now.</summary>
        private void PlacingEnded()
        {
            placing--;
            List<TradeFacts> waiting = new List<TradeFacts>(unclaimed);
            unclaimed.Clear();
            foreach (TradeFacts trade in waiting)
                Traded(trade);
        }

        public void Cancel(string reference, string platformId)
        {
            book.Name(reference, platformId);
            Order order = FindOpen(reference, platformId);
            if (order == null)
            {
                Status(reference, platformId);
                return;
            }
            broker.Do(delegate
            {
                string problem;
                try
                {
                    TradingOperationResult result = Core.Instance.CancelOrder(order);
                    problem = result.Status == TradingOperationResultStatus.Success ? null : result.Message ?? "";
                }
                catch (Exception e)
                {
                    problem = e.Message;
                }
                if (problem != null)
                    link.Post(delegate { link.TellLog("order " + reference + " is not canceled: " + problem); });
            });
        }

        private Order FindOpen(string reference, string platformId)
        {
            return Core.Instance.Orders.FirstOrDefault(
                order => IsOurs(order.Account) && book.ReferenceOf(order.Id, order.Comment) == reference
                    || platformId != null && order.Id == platformId);
        }

        public void Status(string reference, string platformId)
        {
            book.Name(reference, platformId);
            BookedOrder booked = book.Find(reference);
            Order open = FindOpen(reference, platformId);
            if (open != null)
                link.TellStatus(reference, open.FilledQuantity > 0 ? Words.PartiallyFilled : Words.Working, open.FilledQuantity, 0);
            else if (booked != null && booked.End != null)
                link.TellStatus(reference, booked.End, booked.Filled, booked.AveragePrice);
            else if (booked != null && booked.Filled > booked.Quantity * (1 - 1e-9))
                link.TellStatus(reference, Words.Filled, booked.Filled, booked.AveragePrice);
            else
                broker.Do(delegate { StatusFromHistory(reference, platformId, booked != null || platformId != null); });
        }

        /// <summary>On the broker's thread.</summary>
        private void StatusFromHistory(string reference, string platformId, bool wasSent)
        {
            OrderHistory last = null;
            string fault = null;
            bool connected = account.Connection != null && account.Connection.State == ConnectionState.Connected;
            try
            {
                IList<OrderHistory> history = Core.Instance.GetOrdersHistory(
                    new OrdersHistoryRequestParameters { From = DateTime.UtcNow.AddDays(-HistoryDays), To = DateTime.UtcNow });
                if (history != null)
                    last = history.LastOrDefault(
                        entry => IsOurs(entry.Account) && (entry.Comment == reference || platformId != null && entry.Id == platformId)
                            && WordFor(entry.Status) != null);
            }
            catch (Exception e)
            {
                fault = e.Message;
            }
            link.Post(delegate
            {
                if (last != null)
                    link.TellStatus(reference, WordFor(last.Status), last.FilledQuantity, 0);
                else if (fault == null && connected && !wasSent)
                    link.TellStatus(reference, Words.Unknown, 0, 0);
                else
                    link.TellLog("of order " + reference + " nothing is certain: see Quantower's Orders History"
                        + (fault == null ? "" : " (" + fault + ")"));
            });
        }

        private static string WordFor(OrderStatus status)
        {
            switch (status)
            {
                case OrderStatus.Filled:
                    return Words.Filled;
                case OrderStatus.Cancelled:
                    return Words.Canceled;
                case OrderStatus.Refused:
                    return Words.Rejected;
                default:
                    return null;
            }
        }

        public void Resync(DateTime sinceUtc)
        {
            broker.Do(delegate
            {
                IList<Trade> trades = null;
                string fault = null;
                try
                {
                    trades = Core.Instance.GetTrades(
                        new TradesHistoryRequestParameters { From = sinceUtc, To = DateTime.UtcNow.AddMinutes(1) });
                }
                catch (Exception e)
                {
                    fault = e.Message;
                }
                List<TradeFacts> facts = new List<TradeFacts>();
                if (trades != null)
                    foreach (Trade trade in trades)
                        if (IsOurs(trade.Account))
                            facts.Add(new TradeFacts(trade));
                link.Post(delegate { Resynced(facts, fault); });
            });
        }

        private void Resynced(List<TradeFacts> trades, string fault)
        {
            if (fault != null)
                link.TellLog("Quantower does not tell the past executions: " + fault);
            foreach (TradeFacts trade in trades)
                Traded(trade);
            foreach (Order order in Core.Instance.Orders)
                if (IsOurs(order.Account))
                    OrderSeen(order.Id, order.Comment, OrderStatus.Opened);
            positions.Forget();
            link.Tell(new JsonWriter("resynced"));
        }

        private void OnOrderAdded(Order order)
        {
            Account owner = order.Account;
            string id = order.Id;
            string comment = order.Comment;
            link.Post(delegate { OrderSeen(owner, id, comment, OrderStatus.Opened); });
        }

        private void OnOrderRemoved(Order order)
        {
            Account owner = order.Account;
            string id = order.Id;
            string comment = order.Comment;
            OrderStatus status = order.Status;
            link.Post(delegate { OrderSeen(owner, id, comment, status); });
        }

        private void OnOrdersHistoryAdded(OrderHistory entry)
        {
            Account owner = entry.Account;
            string id = entry.Id;
            string comment = entry.Comment;
            OrderStatus status = entry.Status;
            link.Post(delegate { OrderSeen(owner, id, comment, status); });
        }

        private void OrderSeen(Account owner, string id, string comment, OrderStatus status)
        {
            if (IsOurs(owner))
                OrderSeen(id, comment, status);
        }

        private void OrderSeen(string id, string comment, OrderStatus status)
        {
            string reference = book.ReferenceOf(id, comment);
            if (reference == null)
                return;
            BookedOrder booked = book.Find(reference);
            if (status == OrderStatus.Opened)
                link.TellAck(reference, id);
            else if (status == OrderStatus.Cancelled || status == OrderStatus.Refused)
            {
                // Both the removal and the history say so.
                if (booked != null && booked.End != null)
                    return;
                if (booked != null)
                    booked.End = WordFor(status);
                if (status == OrderStatus.Cancelled)
                    link.TellCanceled(reference, "canceled in Quantower or at the broker");
                else
                    link.TellReject(reference, "refused by the broker: see Quantower's Event Log");
            }
        }

        private void OnTradeAdded(Trade trade)
        {
            Account owner = trade.Account;
            TradeFacts facts = new TradeFacts(trade);
            link.Post(delegate
            {
                if (IsOurs(owner))
                    Traded(facts);
            });
        }

        private void Traded(TradeFacts trade)
        {
            string reference = book.ReferenceOf(trade.OrderId, trade.Comment);
            if (reference == null && placing > 0)
            {
                // It may be of an order that is being placed, whose id is not known yet.
                unclaimed.Add(trade);
                return;
            }
            if (reference != null)
                book.Traded(reference, trade);
            // Without a ref the adapter may know the order by its id.
            link.Tell(new JsonWriter("execution")
                .Text("ref", reference)
                .Text("exec_id", trade.Id)
                .Text("platform_id", trade.OrderId)
                .Text("symbol", trade.Symbol)
                .Text("side", trade.IsBuy ? "BUY" : "SELL")
                .Number("quantity", trade.Quantity)
                .Number("price", trade.Price)
                .Whole("time_ms", UnixTime.ToMillis(trade.TimeUtc)));
        }
    }

    /// <summary>A trade as it was when it was told.</summary>
    internal sealed class TradeFacts
    {
        public readonly string Id;
        public readonly string OrderId;
        public readonly string Comment;
        public readonly string Symbol;
        public readonly bool IsBuy;
        public readonly double Quantity;
        public readonly double Price;
        public readonly DateTime TimeUtc;

        public TradeFacts(Trade trade)
        {
            Id = trade.Id;
            OrderId = trade.OrderId;
            Comment = trade.Comment;
            Symbol = trade.Symbol == null ? null : trade.Symbol.Name;
            IsBuy = trade.Side == Side.Buy;
            Quantity = Math.Abs(trade.Quantity);
            Price = trade.Price;
            TimeUtc = trade.DateTime;
        }
    }

    /// <summary>An order of ours, as far as this session knows.</summary>
    internal sealed class BookedOrder
    {
        public readonly double Quantity;
        private readonly HashSet<string> trades = new HashSet<string>();
        private double paid;

        public BookedOrder(double quantity)
        {
            Quantity = quantity;
        }

        /// <summary>CANCELED or REJECTED; else null.</summary>
        public string End { get; set; }

        public double Filled { get; private set; }

        public double AveragePrice
        {
            get { return Filled == 0 ? 0 : paid / Filled; }
        }

        public void Traded(TradeFacts trade)
        {
            if (!trades.Add(trade.Id))
                return;
            Filled += trade.Quantity;
            paid += trade.Quantity * trade.Price;
        }
    }

    /// <summary>What each order is called: by us, and by Quantower, which may give it more than one id.</summary>
    internal sealed class OrderBook
    {
        private readonly Dictionary<string, BookedOrder> orders = new Dictionary<string, BookedOrder>();
        private readonly ConcurrentDictionary<string, string> references = new ConcurrentDictionary<string, string>();

        public void Add(string reference, double quantity)
        {
            orders.Add(reference, new BookedOrder(quantity));
        }

        /// <summary>The order that this session has placed; else null.</summary>
        public BookedOrder Find(string reference)
        {
            BookedOrder order;
            return orders.TryGetValue(reference, out order) ? order : null;
        }

        /// <param name="orderId">or null: then nothing</param>
        public void Name(string reference, string orderId)
        {
            if (!string.IsNullOrEmpty(orderId))
                references[orderId] = reference;
        }

        /// <summary>Whose an order is; null if it may be anybody's.</summary>
        public string ReferenceOf(string orderId, string comment)
        {
            string reference;
            if (!string.IsNullOrEmpty(orderId) && references.TryGetValue(orderId, out reference))
                return reference;
            if (!Words.IsReference(comment))
                return null;
            Name(comment, orderId);
            return comment;
        }

        public void Traded(string reference, TradeFacts trade)
        {
            BookedOrder order = Find(reference);
            if (order != null)
                order.Traded(trade);
        }
    }

    /// <summary>Does what takes its time, one thing after the other.</summary>
    internal sealed class BrokerThread
    {
        private readonly BlockingCollection<Action> work = new BlockingCollection<Action>();

        public void Start()
        {
            Thread thread = new Thread(delegate()
            {
                foreach (Action action in work.GetConsumingEnumerable())
                    action();
            });
            thread.IsBackground = true;
            thread.Name = "NEXUS companion, waiting for the broker";
            thread.Start();
        }

        /// <param name="action">throws nothing</param>
        public void Do(Action action)
        {
            if (!work.IsAddingCompleted)
                work.Add(action);
        }

        public void Stop()
        {
            work.CompleteAdding();
        }
    }

    /// <summary>What the account holds, told when it has stood still for a second: Quantower adds up trade by trade.</summary>
    internal sealed class HeldPositions
    {
        private readonly CompanionLink link;
        private readonly Dictionary<string, double> seen = new Dictionary<string, double>();
        private readonly Dictionary<string, double> told = new Dictionary<string, double>();

        public HeldPositions(CompanionLink link)
        {
            this.link = link;
        }

        /// <summary>The adapter is to be told all.</summary>
        public void Forget()
        {
            seen.Clear();
            told.Clear();
        }

        /// <summary>Once a second.</summary>
        public void Look(Account account, Dictionary<string, SymbolTicks> symbols)
        {
            Position[] all = Core.Instance.Positions;
            foreach (KeyValuePair<string, SymbolTicks> symbol in symbols)
            {
                double quantity = 0;
                double paid = 0;
                foreach (Position position in all)
                    if (position.Symbol != null && position.Account != null && position.Account.Id == account.Id
                        && position.Symbol.Id == symbol.Value.Symbol.Id
                        && position.Symbol.ConnectionId == account.ConnectionId)
                    {
                        double signed = position.Side == Side.Buy ? position.Quantity : -position.Quantity;
                        quantity += signed;
                        paid += signed * position.OpenPrice;
                    }
                double before;
                bool stands = seen.TryGetValue(symbol.Key, out before) && before == quantity;
                seen[symbol.Key] = quantity;
                if (!stands || told.TryGetValue(symbol.Key, out before) && before == quantity)
                    continue;
                told[symbol.Key] = quantity;
                JsonWriter line = new JsonWriter("position").Text("symbol", symbol.Key).Number("quantity", quantity);
                link.Tell(quantity == 0 ? line : line.Number("average_price", paid / quantity));
            }
        }
    }

    /// <summary>The ticks of one symbol.</summary>
    internal sealed class SymbolTicks
    {
        private readonly string name;
        private readonly CompanionLink link;

        public SymbolTicks(string name, Symbol symbol, CompanionLink link)
        {
            this.name = name;
            this.link = link;
            Symbol = symbol;
        }

        public Symbol Symbol { get; private set; }

        public void Attach()
        {
            Symbol.NewLast += OnLast;
            Symbol.NewQuote += OnQuote;
        }

        public void Detach()
        {
            Symbol.NewLast -= OnLast;
            Symbol.NewQuote -= OnQuote;
        }

        /// <summary>After a reconnect the symbol is another object; the old one is silent.</summary>
        public void Restore()
        {
            if (Symbol.State != BusinessObjectState.Fake)
                return;
            Symbol restored = Core.Instance.GetSymbol(Symbol.CreateInfo());
            if (restored == null || restored.State == BusinessObjectState.Fake)
                return;
            Detach();
            Symbol = restored;
            Attach();
        }

        private void OnLast(Symbol symbol, Last last)
        {
            double price = last.Price;
            double size = last.Size;
            AggressorFlag flag = last.AggressorFlag;
            DateTime time = last.Time;
            link.PostTick(delegate
            {
                JsonWriter tick = new JsonWriter("tick").Text("symbol", name).Whole("time_ms", UnixTime.ToMillis(time))
                    .Number("price", price).Number("volume", size);
                return flag == AggressorFlag.Buy ? tick.Text("aggressor", "BUY")
                    : flag == AggressorFlag.Sell ? tick.Text("aggressor", "SELL")
                    : tick;
            });
        }

        private void OnQuote(Symbol symbol, Quote quote)
        {
            double bid = quote.Bid;
            double bidSize = quote.BidSize;
            double ask = quote.Ask;
            double askSize = quote.AskSize;
            DateTime time = quote.Time;
            link.PostTick(delegate
            {
                return new JsonWriter("tick").Text("symbol", name).Whole("time_ms", UnixTime.ToMillis(time))
                    .Number("bid", bid).Number("bid_size", bidSize).Number("ask", ask).Number("ask_size", askSize);
            });
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
