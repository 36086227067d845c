// What NexusStrategy.cs uses of Quantower, written from its public examples and guides, strict where the platform is.
// For tests; never shipped.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;

namespace TradingPlatform.BusinessLayer
{
    public static class Stub
    {
        public static void Print(string line)
        {
            lock (typeof(Stub))
            {
                Console.Out.WriteLine(line);
                Console.Out.Flush();
            }
        }

        public static void Violation(string what)
        {
            Print("VIOLATION " + what);
            throw new InvalidOperationException(what);
        }
    }

    [AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
    public sealed class InputParameterAttribute : Attribute
    {
        public InputParameterAttribute(string name, int sortIndex)
        {
            Name = name;
            SortIndex = sortIndex;
        }

        public string Name { get; private set; }

        public int SortIndex { get; private set; }
    }

    public interface ICurrentAccount
    {
        Account CurrentAccount { get; set; }
    }

    public interface ICurrentSymbol
    {
        Symbol CurrentSymbol { get; set; }
    }

    public enum StrategyLoggingLevel { Info, Error, Trading }

    public abstract class Strategy
    {
        public string Name { get; set; }

        public string Description { get; set; }

        public virtual string[] MonitoringConnectionsIds
        {
            get { return new string[0]; }
        }

        protected virtual void OnRun()
        {
        }

        protected virtual void OnStop()
        {
        }

        protected void Log(string text, StrategyLoggingLevel level)
        {
            Stub.Print("LOG " + text.Replace("\n", " | "));
        }

        protected void LogError(string text)
        {
            Stub.Print("ERROR " + text);
        }

        public void Run()
        {
            OnRun();
        }

        public void Stop()
        {
            OnStop();
            Stub.Print("STOPPED");
        }
    }

    public enum BusinessObjectState { Real, Fake }

    public enum ConnectionState { Disconnected, Connected, Connecting, ConnectionLost }

    public sealed class Connection
    {
        public ConnectionState State { get; set; }
    }

    public sealed class BusinessObjectInfo
    {
        public string Id { get; set; }

        public string ConnectionId { get; set; }
    }

    public abstract class BusinessObject
    {
        public string Id { get; set; }

        public string Name { get; set; }

        public string ConnectionId { get; set; }

        public BusinessObjectState State { get; set; }

        public BusinessObjectInfo CreateInfo()
        {
            return new BusinessObjectInfo { Id = Id, ConnectionId = ConnectionId };
        }
    }

    public sealed class Account : BusinessObject
    {
        public Connection Connection { get; set; }
    }

    public enum AggressorFlag { None, Buy, Sell, NotSet }

    public sealed class Quote
    {
        public double Bid { get; set; }

        public double BidSize { get; set; }

        public double Ask { get; set; }

        public double AskSize { get; set; }

        public DateTime Time { get; set; }
    }

    public sealed class Last
    {
        public double Price { get; set; }

        public double Size { get; set; }

        public AggressorFlag AggressorFlag { get; set; }

        public DateTime Time { get; set; }
    }

    public delegate void QuoteHandler(Symbol symbol, Quote quote);

    public delegate void LastHandler(Symbol symbol, Last last);

    public sealed class Symbol : BusinessObject
    {
        private LastHandler lastHandlers;

        public double TickSize { get; set; }

        public double MinLot { get; set; }

        public double LotStep { get; set; }

        public event QuoteHandler NewQuote;

        public event LastHandler NewLast
        {
            add
            {
                lastHandlers += value;
                if (lastHandlers.GetInvocationList().Length > 1)
                    Stub.Violation("subscribed twice");
            }
            remove { lastHandlers -= value; }
        }

        public void Raise(Quote quote)
        {
            if (NewQuote != null)
                NewQuote(this, quote);
        }

        public void Raise(Last last)
        {
            if (lastHandlers != null)
                lastHandlers(this, last);
        }
    }

    public enum Side { Buy, Sell }

    public enum TimeInForce { Default, Day, GTC, GTD, GTT, FOK, IOC }

    public enum OrderTypeBehavior { Market, Limit, Stop, StopLimit, TrailingStop }

    public sealed class OrderType
    {
        public string Id { get; set; }

        public string ConnectionId { get; set; }

        public OrderTypeBehavior Behavior { get; set; }
    }

    public enum OrderStatus { Unspecified, Opened, PartiallyFilled, Filled, Cancelled, Refused }

    public sealed class PlaceOrderRequestParameters
    {
        public PlaceOrderRequestParameters()
        {
            Price = double.NaN;
            TriggerPrice = double.NaN;
        }

        public Symbol Symbol { get; set; }

        public Account Account { get; set; }

        public Side Side { get; set; }

        public string OrderTypeId { get; set; }

        public double Quantity { get; set; }

        public double Price { get; set; }

        public double TriggerPrice { get; set; }

        public TimeInForce TimeInForce { get; set; }

        public string Comment { get; set; }
    }

    public enum TradingOperationResultStatus { Success, Failure }

    public sealed class TradingOperationResult
    {
        public TradingOperationResultStatus Status { get; set; }

        public string Message { get; set; }

        public string OrderId { get; set; }
    }

    public sealed class Order
    {
        public string Id { get; set; }

        public Symbol Symbol { get; set; }

        public Account Account { get; set; }

        public Side Side { get; set; }

        public double TotalQuantity { get; set; }

        public double FilledQuantity { get; set; }

        public string Comment { get; set; }

        public OrderStatus Status { get; set; }
    }

    public sealed class OrderHistory
    {
        public string Id { get; set; }

        public Account Account { get; set; }

        public double FilledQuantity { get; set; }

        public string Comment { get; set; }

        public OrderStatus Status { get; set; }
    }

    public sealed class Trade
    {
        public string Id { get; set; }

        public string OrderId { get; set; }

        public Symbol Symbol { get; set; }

        public Account Account { get; set; }

        public Side Side { get; set; }

        public double Price { get; set; }

        public double Quantity { get; set; }

        public DateTime DateTime { get; set; }

        public string Comment { get; set; }
    }

    public sealed class Position
    {
        public Symbol Symbol { get; set; }

        public Account Account { get; set; }

        public Side Side { get; set; }

        public double Quantity { get; set; }

        public double OpenPrice { get; set; }
    }

    public sealed class TradesHistoryRequestParameters
    {
        public DateTime From { get; set; }

        public DateTime To { get; set; }
    }

    public sealed class OrdersHistoryRequestParameters
    {
        public DateTime From { get; set; }

        public DateTime To { get; set; }
    }

    /// <summary>What the broker does. Its calls last as long as it takes.</summary>
    public interface IBroker
    {
        TradingOperationResult Place(PlaceOrderRequestParameters request, OrderTypeBehavior behavior);

        TradingOperationResult Cancel(Order order);

        IList<Trade> Trades();

        IList<OrderHistory> History();
    }

    public sealed class Core
    {
        public static readonly Core Instance = new Core();

        public IBroker Broker { get; set; }

        /// <summary>The threads that bring events: what waits for the broker must not be called there.</summary>
        public readonly HashSet<int> EventThreads = new HashSet<int>();

        public readonly List<Symbol> AllSymbols = new List<Symbol>();
        public readonly List<Account> AllAccounts = new List<Account>();
        public readonly List<Order> AllOrders = new List<Order>();
        public readonly List<Position> AllPositions = new List<Position>();

        public Symbol[] Symbols
        {
            get { return AllSymbols.ToArray(); }
        }

        public Order[] Orders
        {
            get
            {
                lock (AllOrders)
                    return AllOrders.ToArray();
            }
        }

        public Position[] Positions
        {
            get
            {
                lock (AllPositions)
                    return AllPositions.ToArray();
            }
        }

        public OrderType[] OrderTypes { get; set; }

        public event Action<Order> OrderAdded;

        public event Action<Order> OrderRemoved;

        public event Action<OrderHistory> OrdersHistoryAdded;

        public event Action<Trade> TradeAdded;

        public Symbol GetSymbol(BusinessObjectInfo info)
        {
            return AllSymbols.FirstOrDefault(symbol => symbol.Id == info.Id && symbol.ConnectionId == info.ConnectionId);
        }

        public Account GetAccount(BusinessObjectInfo info)
        {
            return AllAccounts.FirstOrDefault(account => account.Id == info.Id && account.ConnectionId == info.ConnectionId);
        }

        public TradingOperationResult PlaceOrder(PlaceOrderRequestParameters request)
        {
            MayWait("PlaceOrder");
            OrderType type = OrderTypes.FirstOrDefault(candidate => candidate.Id == request.OrderTypeId);
            if (request.Symbol == null || request.Account == null || type == null || !(request.Quantity > 0))
                Stub.Violation("PlaceOrder without symbol, account, type or quantity");
            if (request.Symbol.ConnectionId != request.Account.ConnectionId || type.ConnectionId != request.Account.ConnectionId)
                Stub.Violation("PlaceOrder across connections");
            bool hasLimit = type.Behavior == OrderTypeBehavior.Limit || type.Behavior == OrderTypeBehavior.StopLimit;
            bool hasStop = type.Behavior == OrderTypeBehavior.Stop || type.Behavior == OrderTypeBehavior.StopLimit;
            if (hasLimit == double.IsNaN(request.Price) || hasStop == double.IsNaN(request.TriggerPrice))
                Stub.Violation("PlaceOrder " + type.Behavior + " at " + request.Price + " and " + request.TriggerPrice);
            return Broker.Place(request, type.Behavior);
        }

        public TradingOperationResult CancelOrder(Order order)
        {
            MayWait("CancelOrder");
            return Broker.Cancel(order);
        }

        public IList<Trade> GetTrades(TradesHistoryRequestParameters parameters)
        {
            MayWait("GetTrades");
            return Broker.Trades().Where(trade => trade.DateTime >= parameters.From && trade.DateTime <= parameters.To).ToList();
        }

        public IList<OrderHistory> GetOrdersHistory(OrdersHistoryRequestParameters parameters)
        {
            MayWait("GetOrdersHistory");
            return Broker.History();
        }

        private void MayWait(string call)
        {
            lock (EventThreads)
                if (EventThreads.Contains(Thread.CurrentThread.ManagedThreadId))
                    Stub.Violation(call + " on a thread that brings events");
        }

        public void RaiseAdded(Order order)
        {
            if (OrderAdded != null)
                OrderAdded(order);
        }

        public void RaiseRemoved(Order order)
        {
            if (OrderRemoved != null)
                OrderRemoved(order);
        }

        public void Raise(OrderHistory entry)
        {
            if (OrdersHistoryAdded != null)
                OrdersHistoryAdded(entry);
        }

        public void Raise(Trade trade)
        {
            if (TradeAdded != null)
                TradeAdded(trade);
        }

        public bool HasListeners
        {
            get { return OrderAdded != null || OrderRemoved != null || OrdersHistoryAdded != null || TradeAdded != null; }
        }
    }
}
