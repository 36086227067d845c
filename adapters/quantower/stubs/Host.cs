// A Quantower that is none, with a broker that obeys: a line of input is a command. For tests; never shipped.
using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using NexusGateway;
using TradingPlatform.BusinessLayer;

internal sealed class Host : IBroker
{
    private const string ConnectionId = "broker-1";

    private readonly BlockingCollection<Action> events = new BlockingCollection<Action>();
    private readonly List<Trade> trades = new List<Trade>();
    private readonly List<OrderHistory> history = new List<OrderHistory>();
    private readonly ManualResetEvent released = new ManualResetEvent(true);
    private readonly int port;
    private Account account;
    private NexusStrategy strategy;
    private string mode = "fill";
    private string rejection = "";
    private bool keepsComments = true;
    private int orderIds = 7000;
    private int tradeIds = 500;

    private Host(int port)
    {
        this.port = port;
    }

    /// <summary>[port of the adapter]</summary>
    public static void Main(string[] arguments)
    {
        Host host = new Host(int.Parse(arguments[0], CultureInfo.InvariantCulture));
        host.Open();
        string line;
        while ((line = Console.In.ReadLine()) != null)
            host.Does(line.Split('|'));
        host.strategy.Stop();
        Stub.Print("ended " + Core.Instance.HasListeners);
    }

    private void Open()
    {
        Core.Instance.Broker = this;
        Core.Instance.OrderTypes = new[]
        {
            new OrderType { Id = "elsewhere", ConnectionId = "broker-2", Behavior = OrderTypeBehavior.Market },
            new OrderType { Id = "mkt", ConnectionId = ConnectionId, Behavior = OrderTypeBehavior.Market },
            new OrderType { Id = "lmt", ConnectionId = ConnectionId, Behavior = OrderTypeBehavior.Limit },
            new OrderType { Id = "stp", ConnectionId = ConnectionId, Behavior = OrderTypeBehavior.Stop }
        };
        Connect();
        Thread thread = new Thread(delegate()
        {
            lock (Core.Instance.EventThreads)
                Core.Instance.EventThreads.Add(Thread.CurrentThread.ManagedThreadId);
            foreach (Action action in events.GetConsumingEnumerable())
                action();
        });
        thread.IsBackground = true;
        thread.Start();
        Start();
    }

    /// <summary>Each connect brings new objects.</summary>
    private void Connect()
    {
        account = new Account
        {
            Id = "A1", Name = "Demo", ConnectionId = ConnectionId, Connection = new Connection { State = ConnectionState.Connected }
        };
        Core.Instance.AllAccounts.Clear();
        Core.Instance.AllAccounts.Add(account);
        Core.Instance.AllSymbols.Clear();
        foreach (string name in new[] { "NQH5", "BTC" })
        {
            // The same name at another broker, first in the list.
            Core.Instance.AllSymbols.Add(new Symbol
            {
                Id = name + "@2", Name = name, ConnectionId = "broker-2", TickSize = 1, LotStep = 1, MinLot = 1
            });
            Core.Instance.AllSymbols.Add(new Symbol
            {
                Id = name + "@1", Name = name, ConnectionId = ConnectionId, TickSize = 0.25, MinLot = name == "BTC" ? 0.001 : 1,
                LotStep = name == "BTC" ? 0.001 : 0
            });
        }
    }

    private void Start()
    {
        strategy = new NexusStrategy
        {
            CurrentAccount = account, CurrentSymbol = Find("NQH5"), Port = port
        };
        strategy.Run();
    }

    private static Symbol Find(string name)
    {
        return Core.Instance.Symbols.First(symbol => symbol.Name == name && symbol.ConnectionId == ConnectionId);
    }

    private static double Number(string text)
    {
        return double.Parse(text, CultureInfo.InvariantCulture);
    }

    private static DateTime Time(string millis)
    {
        return new DateTime(1970, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddMilliseconds(long.Parse(millis, CultureInfo.InvariantCulture));
    }

    private void Does(string[] words)
    {
        switch (words[0])
        {
            case "disconnect":
                account.Connection.State = ConnectionState.ConnectionLost;
                account.State = BusinessObjectState.Fake;
                foreach (Symbol symbol in Core.Instance.Symbols)
                    symbol.State = BusinessObjectState.Fake;
                break;
            case "connect":
                Connect();
                break;
            case "mode": // fill (what is at the market), work, reject REASON, throw, trade-first
                mode = words[1];
                rejection = words.Length > 2 ? words[2] : "";
                break;
            case "no-comments": // a broker that keeps none
                keepsComments = false;
                break;
            case "hold": // PlaceOrder does not return
                released.Reset();
                break;
            case "release":
                released.Set();
                break;
            case "last": // symbol, price, size, aggressor, millis
                Last last = new Last
                {
                    Price = Number(words[2]), Size = Number(words[3]), Time = Time(words[5]),
                    AggressorFlag = (AggressorFlag)Enum.Parse(typeof(AggressorFlag), words[4])
                };
                events.Add(delegate { Find(words[1]).Raise(last); });
                break;
            case "quote": // symbol, bid, size, ask, size, millis
                Quote quote = new Quote
                {
                    Bid = Number(words[2]), BidSize = Number(words[3]), Ask = Number(words[4]), AskSize = Number(words[5]),
                    Time = Time(words[6])
                };
                events.Add(delegate { Find(words[1]).Raise(quote); });
                break;
            case "execute": // the order's comment at the time, quantity, price
                Order order = placed[words[1]];
                events.Add(delegate { Execute(order, Number(words[2]), Number(words[3])); });
                break;
            case "foreign": // somebody trades by hand
                events.Add(delegate
                {
                    Tell(new Trade { OrderId = "H1", Side = Side.Buy, Price = 1, Quantity = 1, Symbol = Find("NQH5") });
                });
                break;
            case "refuse": // the broker refuses what Quantower had taken
                Order refused = placed[words[1]];
                events.Add(delegate { End(refused, OrderStatus.Refused); });
                break;
            case "restart":
                strategy.Stop();
                Start();
                break;
            case "wrong": // a strategy with an account of another connection
                NexusStrategy other = new NexusStrategy
                {
                    CurrentAccount = account, CurrentSymbol = Core.Instance.Symbols[0], Port = port
                };
                other.Run();
                break;
        }
    }

    private readonly ConcurrentDictionary<string, Order> placed = new ConcurrentDictionary<string, Order>();

    public TradingOperationResult Place(PlaceOrderRequestParameters request, OrderTypeBehavior behavior)
    {
        Stub.Print(string.Format(
            CultureInfo.InvariantCulture, "PLACE {0} {1} {2} {3} {4} {5} {6} {7}", request.Comment, request.Symbol.Id, request.Side,
            behavior, request.TimeInForce, request.Quantity, request.Price, request.TriggerPrice));
        string now = mode;
        if (now == "throw")
            throw new InvalidOperationException("the platform is in a bad mood");
        if (now == "reject")
            return new TradingOperationResult { Status = TradingOperationResultStatus.Failure, Message = rejection };
        Order order = new Order
        {
            Id = (orderIds++).ToString(CultureInfo.InvariantCulture), Symbol = request.Symbol, Account = request.Account,
            Side = request.Side, TotalQuantity = request.Quantity, Comment = keepsComments ? request.Comment : "",
            Status = OrderStatus.Opened
        };
        placed[request.Comment] = order;
        lock (Core.Instance.AllOrders)
            Core.Instance.AllOrders.Add(order);
        double price = double.IsNaN(request.Price) ? 100.5 : request.Price;
        if (now == "trade-first")
        {
            ManualResetEvent done = new ManualResetEvent(false);
            events.Add(delegate
            {
                Execute(order, order.TotalQuantity, price);
                done.Set();
            });
            done.WaitOne();
        }
        else
            events.Add(delegate
            {
                Core.Instance.RaiseAdded(order);
                if (now == "fill" && behavior == OrderTypeBehavior.Market)
                    Execute(order, order.TotalQuantity, price);
            });
        released.WaitOne();
        return new TradingOperationResult { Status = TradingOperationResultStatus.Success, OrderId = order.Id };
    }

    public TradingOperationResult Cancel(Order order)
    {
        Stub.Print("CANCEL " + order.Id);
        if (mode == "deaf")
            return new TradingOperationResult { Status = TradingOperationResultStatus.Failure, Message = "too late" };
        events.Add(delegate { End(order, OrderStatus.Cancelled); });
        return new TradingOperationResult { Status = TradingOperationResultStatus.Success };
    }

    public IList<Trade> Trades()
    {
        lock (trades)
            return trades.ToList();
    }

    public IList<OrderHistory> History()
    {
        lock (history)
            return history.ToList();
    }

    private void Execute(Order order, double quantity, double price)
    {
        order.FilledQuantity += quantity;
        Tell(new Trade
        {
            OrderId = order.Id, Symbol = order.Symbol, Side = order.Side, Price = price, Quantity = quantity, Comment = order.Comment
        });
        if (order.FilledQuantity >= order.TotalQuantity)
            End(order, OrderStatus.Filled);
    }

    private void Tell(Trade trade)
    {
        trade.Id = "T" + tradeIds++;
        trade.Account = account;
        trade.DateTime = DateTime.UtcNow;
        lock (trades)
            trades.Add(trade);
        Core.Instance.Raise(trade);
        lock (Core.Instance.AllPositions)
            Core.Instance.AllPositions.Add(new Position
            {
                Symbol = trade.Symbol, Account = account, Side = trade.Side, Quantity = trade.Quantity, OpenPrice = trade.Price
            });
    }

    private void End(Order order, OrderStatus status)
    {
        order.Status = status;
        lock (Core.Instance.AllOrders)
            Core.Instance.AllOrders.Remove(order);
        OrderHistory entry = new OrderHistory
        {
            Id = order.Id, Account = order.Account, Comment = order.Comment, FilledQuantity = order.FilledQuantity, Status = status
        };
        lock (history)
            history.Add(entry);
        Core.Instance.RaiseRemoved(order);
        Core.Instance.Raise(entry);
    }
}
