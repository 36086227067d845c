// What NexusAddOn.cs uses of NinjaTrader 8, written from its help guide, strict where the platform is. For tests; never shipped.
using System;
using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Linq;
using System.Threading;
using System.Windows.Threading;

namespace System.Windows.Threading
{
    /// <summary>One thread that does what it is given, in turn.</summary>
    public sealed class Dispatcher
    {
        private readonly BlockingCollection<Action> work = new BlockingCollection<Action>();
        private readonly Thread thread;

        public Dispatcher()
        {
            thread = new Thread(delegate()
            {
                foreach (Action action in work.GetConsumingEnumerable())
                    action();
            });
            thread.IsBackground = true;
            thread.Start();
        }

        public void InvokeAsync(Action action)
        {
            work.Add(action);
        }

        public void VerifyAccess()
        {
            if (Thread.CurrentThread != thread)
                NinjaTrader.Stub.Violation("market data is touched outside of the instrument's dispatcher");
        }
    }
}

namespace NinjaTrader
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

    /// <summary>A collection of the platform's, which its threads change: to be walked through under its lock.</summary>
    public sealed class Guarded<T> : Collection<T>, IEnumerable<T>
    {
        IEnumerator<T> IEnumerable<T>.GetEnumerator()
        {
            return Walk();
        }

        IEnumerator IEnumerable.GetEnumerator()
        {
            return Walk();
        }

        public new IEnumerator<T> GetEnumerator()
        {
            return Walk();
        }

        private IEnumerator<T> Walk()
        {
            if (!Monitor.IsEntered(this))
                Stub.Violation("a collection of " + typeof(T).Name + " is read without its lock");
            return base.GetEnumerator();
        }
    }
}

namespace NinjaTrader.Code
{
    using NinjaTrader.NinjaScript;

    public static class Output
    {
        public static void Process(string text, PrintTo tab)
        {
            Stub.Print("OUTPUT " + text.Replace("\n", " | "));
        }
    }
}

namespace NinjaTrader.Core
{
    public static class Globals
    {
        public static readonly DateTime MaxDate = new DateTime(2099, 12, 1);
        public static readonly GeneralOptions GeneralOptions = new GeneralOptions();
        public static string UserDataDir = "";
    }

    public sealed class GeneralOptions
    {
        public TimeZoneInfo TimeZoneInfo = TimeZoneInfo.Utc;
    }
}

namespace NinjaTrader.NinjaScript
{
    public enum PrintTo { OutputTab1, OutputTab2 }

    public enum State { Undefined, SetDefaults, Configure, Active, Terminated }

    public abstract class AddOnBase
    {
        public string Name { get; set; }

        public string Description { get; set; }

        public State State { get; private set; }

        protected virtual void OnStateChange()
        {
        }

        public void SetState(State state)
        {
            State = state;
            OnStateChange();
        }
    }
}

namespace NinjaTrader.Data
{
    using NinjaTrader.Cbi;

    public enum MarketDataType { Ask, Bid, Last, DailyHigh, DailyLow, DailyVolume, LastClose, Opening, OpenInterest, Settlement }

    public sealed class MarketDataEventArgs : EventArgs
    {
        public MarketDataType MarketDataType { get; set; }

        public double Price { get; set; }

        public long Volume { get; set; }

        public double Bid { get; set; }

        public double Ask { get; set; }

        public DateTime Time { get; set; }

        public bool IsReset { get; set; }

        public Instrument Instrument { get; set; }
    }

    public sealed class MarketData
    {
        private readonly Dispatcher dispatcher;
        private EventHandler<MarketDataEventArgs> handlers;

        public MarketData(Dispatcher dispatcher)
        {
            this.dispatcher = dispatcher;
        }

        public event EventHandler<MarketDataEventArgs> Update
        {
            add
            {
                dispatcher.VerifyAccess();
                handlers += value;
                if (handlers.GetInvocationList().Length > 1)
                    Stub.Violation("subscribed twice");
            }
            remove
            {
                dispatcher.VerifyAccess();
                handlers -= value;
            }
        }

        public void Raise(MarketDataEventArgs e)
        {
            EventHandler<MarketDataEventArgs> now = handlers;
            if (now != null)
                now(this, e);
        }

        public bool IsSubscribed
        {
            get { return handlers != null; }
        }
    }
}

namespace NinjaTrader.Cbi
{
    using NinjaTrader.Data;

    public enum OrderAction { Buy, BuyToCover, Sell, SellShort }

    public enum OrderType { Limit, Market, MIT, StopMarket, StopLimit }

    public enum OrderEntry { Automated, Manual }

    public enum TimeInForce { Day, Gtc, Gtd, Ioc, Opg }

    public enum MarketPosition { Flat, Long, Short }

    public enum ConnectionStatus { Connected, Connecting, ConnectionLost, Disconnected, Disconnecting }

    public enum OrderState
    {
        Accepted, Cancelled, CancelPending, CancelSubmitted, ChangePending, ChangeSubmitted, Filled, Initialized, PartFilled,
        Rejected, Submitted, TriggerPending, Unknown, Working
    }

    public enum ErrorCode
    {
        LoginExpired, LogOnFailed, NoError, OrderRejected, OrderRejectedByRisk, Panic, ServerConnectionIsBroken,
        UnableToCancelOrder, UnableToChangeOrder, UnableToSubmitOrder, UserAbort
    }

    public sealed class CustomOrder
    {
    }

    public sealed class MasterInstrument
    {
        public string Name { get; set; }

        public double TickSize { get; set; }
    }

    public sealed class Instrument
    {
        public static readonly Dictionary<string, Instrument> Known = new Dictionary<string, Instrument>();

        public Instrument(string fullName, double tickSize)
        {
            FullName = fullName;
            MasterInstrument = new MasterInstrument { Name = fullName.Split(' ')[0], TickSize = tickSize };
            Dispatcher = new Dispatcher();
            MarketData = new MarketData(Dispatcher);
            Known[fullName] = this;
        }

        public string FullName { get; private set; }

        public MasterInstrument MasterInstrument { get; private set; }

        public Dispatcher Dispatcher { get; private set; }

        public MarketData MarketData { get; private set; }

        public static Instrument GetInstrument(string name)
        {
            Instrument instrument;
            return Known.TryGetValue(name, out instrument) ? instrument : null;
        }
    }

    public sealed class Connection
    {
        public ConnectionStatus Status { get; set; }
    }

    public sealed class Order
    {
        public Account Account { get; set; }

        public Instrument Instrument { get; set; }

        public OrderAction OrderAction { get; set; }

        public OrderType OrderType { get; set; }

        public TimeInForce TimeInForce { get; set; }

        public int Quantity { get; set; }

        public double LimitPrice { get; set; }

        public double StopPrice { get; set; }

        public string Name { get; set; }

        public string OrderId { get; set; }

        public OrderState OrderState { get; set; }

        public int Filled { get; set; }

        public double AverageFillPrice { get; set; }
    }

    public sealed class Execution
    {
        public string ExecutionId { get; set; }

        public Instrument Instrument { get; set; }

        public double Price { get; set; }

        public int Quantity { get; set; }

        public double Commission { get; set; }

        public MarketPosition MarketPosition { get; set; }

        public DateTime Time { get; set; }

        public string Name { get; set; }

        public string OrderId { get; set; }

        /// <summary>Null for some.</summary>
        public Order Order { get; set; }
    }

    public sealed class Position
    {
        public Instrument Instrument { get; set; }

        public MarketPosition MarketPosition { get; set; }

        public int Quantity { get; set; }

        public double AveragePrice { get; set; }
    }

    public sealed class OrderEventArgs : EventArgs
    {
        public Order Order { get; set; }

        public OrderState OrderState { get; set; }

        public ErrorCode Error { get; set; }

        public string Comment { get; set; }
    }

    public sealed class ExecutionEventArgs : EventArgs
    {
        public Execution Execution { get; set; }
    }

    public sealed class PositionEventArgs : EventArgs
    {
        public Position Position { get; set; }

        public MarketPosition MarketPosition { get; set; }

        public int Quantity { get; set; }

        public double AveragePrice { get; set; }
    }

    /// <summary>What the broker does with an order.</summary>
    public interface IBroker
    {
        void Submitted(Order order);

        void Cancel(Order order);
    }

    public sealed class Account
    {
        private readonly HashSet<Order> submitted = new HashSet<Order>();

        public Account(string name, IBroker broker)
        {
            Name = name;
            Broker = broker;
            Connection = new Connection { Status = ConnectionStatus.Connected };
            Orders = new Guarded<Order>();
            Executions = new Guarded<Execution>();
            Positions = new Guarded<Position>();
        }

        public static readonly Guarded<Account> All = new Guarded<Account>();

        public IBroker Broker { get; set; }

        public string Name { get; private set; }

        public Connection Connection { get; set; }

        public Guarded<Order> Orders { get; private set; }

        public Guarded<Execution> Executions { get; private set; }

        public Guarded<Position> Positions { get; private set; }

        public event EventHandler<OrderEventArgs> OrderUpdate;

        public event EventHandler<ExecutionEventArgs> ExecutionUpdate;

        public event EventHandler<PositionEventArgs> PositionUpdate;

        public Order CreateOrder(
            Instrument instrument, OrderAction action, OrderType orderType, OrderEntry orderEntry, TimeInForce timeInForce,
            int quantity, double limitPrice, double stopPrice, string oco, string name, DateTime gtd, CustomOrder customOrder)
        {
            bool hasLimit = orderType == OrderType.Limit || orderType == OrderType.StopLimit;
            bool hasStop = orderType == OrderType.StopMarket || orderType == OrderType.StopLimit;
            if (instrument == null || quantity <= 0 || name.Length > 50 || gtd != Core.Globals.MaxDate)
                Stub.Violation("CreateOrder: no instrument, no quantity, a name of more than 50 or another gtd than MaxDate");
            if (hasLimit == (limitPrice == 0) || hasStop == (stopPrice == 0))
                Stub.Violation("CreateOrder: " + orderType + " with limit " + limitPrice + " and stop " + stopPrice);
            return new Order
            {
                Account = this, Instrument = instrument, OrderAction = action, OrderType = orderType,
                TimeInForce = timeInForce, Quantity = quantity, LimitPrice = limitPrice, StopPrice = stopPrice, Name = name,
                OrderId = Guid.NewGuid().ToString("N"), OrderState = OrderState.Initialized
            };
        }

        public void Submit(IEnumerable<Order> orders)
        {
            foreach (Order order in orders)
            {
                if (order.Account != this || !submitted.Add(order))
                    Stub.Violation("Submit: an order of another account, or one submitted already");
                lock (Orders)
                    Orders.Add(order);
                Broker.Submitted(order);
            }
        }

        public void Cancel(IEnumerable<Order> orders)
        {
            foreach (Order order in orders)
                Broker.Cancel(order);
        }

        public void Raise(OrderEventArgs e)
        {
            if (OrderUpdate != null)
                OrderUpdate(this, e);
        }

        public void Raise(ExecutionEventArgs e)
        {
            if (ExecutionUpdate != null)
                ExecutionUpdate(this, e);
        }

        public void Raise(PositionEventArgs e)
        {
            if (PositionUpdate != null)
                PositionUpdate(this, e);
        }
    }
}
