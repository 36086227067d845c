// A NinjaTrader that is none, with a broker that obeys: a line of input is a command. For tests; never shipped.
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using NinjaTrader;
using NinjaTrader.Cbi;
using NinjaTrader.Data;
using NinjaTrader.NinjaScript;
using NinjaTrader.NinjaScript.AddOns;

internal sealed class Host : IBroker
{
    private readonly System.Windows.Threading.Dispatcher events = new System.Windows.Threading.Dispatcher();
    private readonly Account account;
    private NexusAddOn addOn;
    private string mode = "fill";
    private string rejection = "";
    private int brokerIds = 7000;
    private int executionIds = 500;

    private Host()
    {
        account = new Account("Sim101", this);
    }

    /// <summary>[folder of the user's documents]</summary>
    public static void Main(string[] arguments)
    {
        NinjaTrader.Core.Globals.UserDataDir = arguments[0];
        new Instrument("NQ 03-25", 0.25);
        new Instrument("GC 12-13", 0.1);
        Host host = new Host();
        // NinjaTrader makes copies to read their defaults, and ends them.
        NexusAddOn copy = new NexusAddOn();
        copy.SetState(State.SetDefaults);
        copy.SetState(State.Terminated);
        host.Start();
        string line;
        while ((line = Console.In.ReadLine()) != null)
            host.Does(line.Split('|'));
        host.addOn.SetState(State.Terminated);
        Stub.Print("ended");
    }

    private void Start()
    {
        addOn = new NexusAddOn();
        addOn.SetState(State.SetDefaults);
        addOn.SetState(State.Configure);
        addOn.SetState(State.Active);
    }

    private static double Number(string text)
    {
        return double.Parse(text, CultureInfo.InvariantCulture);
    }

    private static DateTime Time(string millis)
    {
        DateTime utc = new DateTime(1970, 1, 1).AddMilliseconds(long.Parse(millis, CultureInfo.InvariantCulture));
        return TimeZoneInfo.ConvertTimeFromUtc(utc, NinjaTrader.Core.Globals.GeneralOptions.TimeZoneInfo);
    }

    private void Does(string[] words)
    {
        switch (words[0])
        {
            case "connect": // an account appears
                lock (Account.All)
                    if (!Account.All.Contains(account))
                        Account.All.Add(account);
                account.Connection.Status = ConnectionStatus.Connected;
                break;
            case "disconnect":
                account.Connection.Status = ConnectionStatus.ConnectionLost;
                break;
            case "zone":
                NinjaTrader.Core.Globals.GeneralOptions.TimeZoneInfo = TimeZoneInfo.CreateCustomTimeZone(
                    "test", TimeSpan.FromHours(Number(words[1])), "test", "test");
                break;
            case "mode": // fill (what is at the market), work, reject REASON, silent, throw
                mode = words[1];
                rejection = words.Length > 2 ? words[2] : "";
                break;
            case "tick": // symbol, type, price, volume, bid, ask, millis
                Tick(words);
                break;
            case "reset":
                Instrument.GetInstrument(words[1]).MarketData.Raise(new MarketDataEventArgs { IsReset = true });
                break;
            case "flood": // symbol, count: as fast as it goes
                MarketData data = Instrument.GetInstrument(words[1]).MarketData;
                for (int i = 0; i < int.Parse(words[2]); i++)
                    data.Raise(new MarketDataEventArgs
                    {
                        MarketDataType = MarketDataType.Last, Price = 100 + i, Volume = 1, Time = DateTime.UtcNow
                    });
                Stub.Print("flooded");
                break;
            case "execute": // name, quantity, price
                Order order = Find(words[1]);
                events.InvokeAsync(delegate { Execute(order, int.Parse(words[2]), Number(words[3])); });
                break;
            case "rename": // the broker gives an order another id
                Find(words[1]).OrderId = words[2];
                Changed(Find(words[1]), OrderState.Working, ErrorCode.NoError, "");
                break;
            case "state": // name, state
                Changed(Find(words[1]), (OrderState)Enum.Parse(typeof(OrderState), words[2]), ErrorCode.NoError, "");
                break;
            case "error": // name, code, comment: the order stays as it is
                Changed(
                    Find(words[1]), Find(words[1]).OrderState, (ErrorCode)Enum.Parse(typeof(ErrorCode), words[2]), words[3]);
                break;
            case "orphans": // what NinjaTrader reads back lacks its orders
                lock (account.Executions)
                    foreach (Execution execution in account.Executions)
                        execution.Order = null;
                break;
            case "forget": // a restart of NinjaTrader a day later: no orders, no executions
                lock (account.Orders)
                    account.Orders.Clear();
                lock (account.Executions)
                    account.Executions.Clear();
                break;
            case "compile": // F5
                addOn.SetState(State.Terminated);
                Start();
                break;
            case "subscribed?":
                Stub.Print("subscribed " + Instrument.GetInstrument(words[1]).MarketData.IsSubscribed);
                break;
        }
    }

    private static void Tick(string[] words)
    {
        Instrument instrument = Instrument.GetInstrument(words[1]);
        MarketDataEventArgs e = new MarketDataEventArgs
        {
            Instrument = instrument,
            MarketDataType = (MarketDataType)Enum.Parse(typeof(MarketDataType), words[2]),
            Price = Number(words[3]),
            Volume = long.Parse(words[4]),
            Bid = Number(words[5]),
            Ask = Number(words[6]),
            Time = Time(words[7])
        };
        instrument.Dispatcher.InvokeAsync(delegate { instrument.MarketData.Raise(e); });
    }

    private Order Find(string name)
    {
        lock (account.Orders)
            return account.Orders.First(order => order.Name == name);
    }

    /// <summary>The first word comes inside of Submit, the rest later, on another thread.</summary>
    public void Submitted(Order order)
    {
        Stub.Print(string.Format(
            CultureInfo.InvariantCulture, "SUBMIT {0} {1} {2} {3} {4} {5} {6} {7}", order.Name, order.Instrument.FullName,
            order.OrderAction, order.OrderType, order.TimeInForce, order.Quantity, order.LimitPrice, order.StopPrice));
        if (mode == "throw")
            throw new InvalidOperationException("the platform is in a bad mood");
        Changed(order, OrderState.Submitted, ErrorCode.NoError, "");
        string now = mode;
        string reason = rejection;
        if (now != "silent")
            events.InvokeAsync(delegate { Answer(order, now, reason); });
    }

    private void Answer(Order order, string now, string reason)
    {
        if (now == "reject")
        {
            Changed(order, OrderState.Rejected, ErrorCode.OrderRejected, reason);
            return;
        }
        order.OrderId = (brokerIds++).ToString(CultureInfo.InvariantCulture);
        Changed(order, OrderState.Accepted, ErrorCode.NoError, "");
        Changed(order, OrderState.Working, ErrorCode.NoError, "");
        if (now == "fill" && order.OrderType == OrderType.Market)
            Execute(order, order.Quantity, 100.5);
    }

    public void Cancel(Order order)
    {
        Stub.Print("CANCEL " + order.Name);
        if (mode == "deaf")
            return;
        Changed(order, OrderState.CancelSubmitted, ErrorCode.NoError, "");
        events.InvokeAsync(delegate { Changed(order, OrderState.Cancelled, ErrorCode.NoError, ""); });
    }

    private void Changed(Order order, OrderState state, ErrorCode error, string comment)
    {
        order.OrderState = state;
        account.Raise(new OrderEventArgs { Order = order, OrderState = state, Error = error, Comment = comment });
    }

    private void Execute(Order order, int quantity, double price)
    {
        order.AverageFillPrice = (order.AverageFillPrice * order.Filled + price * quantity) / (order.Filled + quantity);
        order.Filled += quantity;
        Changed(
            order, order.Filled < order.Quantity ? OrderState.PartFilled : OrderState.Filled, ErrorCode.NoError, "");
        MarketPosition side = order.OrderAction == OrderAction.Buy ? MarketPosition.Long : MarketPosition.Short;
        Execution execution = new Execution
        {
            ExecutionId = "X" + executionIds++, Instrument = order.Instrument, Price = price, Quantity = quantity,
            MarketPosition = side, Name = order.Name, OrderId = order.OrderId, Order = order,
            Time = TimeZoneInfo.ConvertTimeFromUtc(DateTime.UtcNow, NinjaTrader.Core.Globals.GeneralOptions.TimeZoneInfo)
        };
        lock (account.Executions)
            account.Executions.Add(execution);
        account.Raise(new ExecutionEventArgs { Execution = execution });
        Hold(order.Instrument, side == MarketPosition.Long ? quantity : -quantity, price);
    }

    private void Hold(Instrument instrument, int more, double price)
    {
        Position position;
        lock (account.Positions)
        {
            position = account.Positions.FirstOrDefault(held => held.Instrument == instrument);
            if (position == null)
                account.Positions.Add(position = new Position { Instrument = instrument });
        }
        int signed = more + (position.MarketPosition == MarketPosition.Short ? -position.Quantity : position.Quantity);
        position.MarketPosition = signed == 0 ? MarketPosition.Flat : signed > 0 ? MarketPosition.Long : MarketPosition.Short;
        position.Quantity = Math.Abs(signed);
        position.AveragePrice = price;
        account.Raise(new PositionEventArgs
        {
            Position = position, MarketPosition = position.MarketPosition, Quantity = position.Quantity, AveragePrice = price
        });
    }
}
