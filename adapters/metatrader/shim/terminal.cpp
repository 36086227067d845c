// A MetaTrader terminal and broker that is none: it runs the EA, and does what lines on the standard input say. What the
// EA sends to the broker comes on the standard output. As strict as MetaTrader where that matters: history must be
// selected before it is read, selecting one thing unselects the rest, and the order of transactions is the caller's.
#include "NexusBridge.cpp"

#include <cstdlib>
#include <cstring>
#include <deque>
#include <map>
#include <poll.h>
#include <set>
#include <unistd.h>

namespace
{
struct Symbol
{
    int digits = 2;
    double step = 0.25, bid = 0, ask = 0;
    double least = 0.1, most = 100, volumeStep = 0.1;
    long filling = SYMBOL_FILLING_IOC, expiration = SYMBOL_EXPIRATION_GTC | SYMBOL_EXPIRATION_DAY;
    std::vector<MqlTick> ticks;
};

struct Order
{
    MqlTradeRequest request;
    std::string comment;
    ENUM_ORDER_STATE state = ORDER_STATE_PLACED;
    double filled = 0;
    long time = 0;
};

struct Deal
{
    ulong order = 0;
    double volume = 0, price = 0;
    long msc = 0;
};

struct Event
{
    MqlTradeTransaction transaction = {};
    MqlTradeResult result = {};
};

std::map<std::string, Symbol> symbols;
std::map<ulong, Order> orders;
std::map<ulong, Deal> deals;
std::set<ulong> selectedOrders, selectedDeals;
std::deque<Event> events;
ulong selected = 0, nextTicket = 1000, nextDeal = 500;
uint nextRequest = 1;
std::string mode = "fill", mangled;
bool dealFirst = false, connected = true, algo = true;
const long OFFSET_SECONDS = 3 * 3600;

bool isOpen(const Order &order) { return order.state == ORDER_STATE_PLACED; }

void push(ENUM_TRADE_TRANSACTION_TYPE type, ulong order, ulong deal, uint retcode = 0, uint request = 0)
{
    Event event;
    event.transaction.type = type;
    event.transaction.order = order;
    event.transaction.deal = deal;
    event.result.retcode = retcode;
    event.result.order = order;
    event.result.request_id = request;
    events.push_back(event);
}

long serverMillis()
{
    timespec now = {};
    clock_gettime(CLOCK_REALTIME, &now);
    return (now.tv_sec + OFFSET_SECONDS) * 1000 + now.tv_nsec / 1000000;
}

void execute(ulong ticket, double volume, double price)
{
    Order &order = orders.at(ticket);
    ulong deal = nextDeal++;
    deals[deal] = {ticket, volume, price, serverMillis()};
    order.filled += volume;
    push(TRADE_TRANSACTION_DEAL_ADD, ticket, deal);
    if (order.filled > order.request.volume - 1e-9)
    {
        order.state = ORDER_STATE_FILLED;
        push(TRADE_TRANSACTION_HISTORY_ADD, ticket, 0);
    }
}

void end(ulong ticket, ENUM_ORDER_STATE state)
{
    orders.at(ticket).state = state;
    push(TRADE_TRANSACTION_HISTORY_ADD, ticket, 0);
}

ulong place(const MqlTradeRequest &request)
{
    ulong ticket = nextTicket++;
    Order order;
    order.request = request;
    order.comment = mangled.empty() ? request.comment.text.substr(0, 31) : mangled;
    order.time = serverMillis() / 1000;
    orders[ticket] = order;
    push(TRADE_TRANSACTION_ORDER_ADD, ticket, 0);
    return ticket;
}

uint refusal(const MqlTradeRequest &request)
{
    Symbol &symbol = symbols.at(request.symbol.text);
    if (mode.rfind("reject ", 0) == 0)
        return (uint)atoi(mode.c_str() + 7);
    if (request.action == TRADE_ACTION_DEAL && request.type_filling == ORDER_FILLING_FOK && !(symbol.filling & SYMBOL_FILLING_FOK))
        return TRADE_RETCODE_INVALID_FILL;
    if (request.action == TRADE_ACTION_DEAL && request.type_filling == ORDER_FILLING_IOC && !(symbol.filling & SYMBOL_FILLING_IOC))
        return TRADE_RETCODE_INVALID_FILL;
    double steps = request.volume / symbol.volumeStep;
    return std::fabs(steps - std::round(steps)) > 1e-9 ? (uint)TRADE_RETCODE_INVALID_VOLUME : 0;
}

void answer(const MqlTradeRequest &request, uint id)
{
    uint retcode = refusal(request);
    if (retcode != 0)
    {
        push(TRADE_TRANSACTION_REQUEST, 0, 0, retcode, id);
        return;
    }
    ulong ticket = place(request);
    if (mode == "timeout")
    {
        push(TRADE_TRANSACTION_REQUEST, 0, 0, TRADE_RETCODE_TIMEOUT, id);
        return;
    }
    if (!dealFirst)
        push(TRADE_TRANSACTION_REQUEST, ticket, 0, TRADE_RETCODE_DONE, id);
    if (request.action == TRADE_ACTION_DEAL && mode == "fill")
        execute(ticket, request.volume, request.price);
    if (request.action == TRADE_ACTION_DEAL && mode == "partial")
    {
        execute(ticket, request.volume / 2, request.price);
        end(ticket, ORDER_STATE_PARTIAL);
    }
    if (dealFirst)
        push(TRADE_TRANSACTION_REQUEST, ticket, 0, TRADE_RETCODE_DONE, id);
}

void restartExpert()
{
    OnDeinit(3);
    events.clear();
    g_wire = Wire();
    g_ticks = Ticks();
    g_orders = Orders();
    g_lastSent = 0;
    OnInit();
}

void command(const std::string &line)
{
    std::istringstream in(line);
    std::string what;
    in >> what;
    if (what == "tick")
    {
        std::string name;
        MqlTick tick = {};
        in >> name >> tick.time_msc >> tick.bid >> tick.ask >> tick.last >> tick.volume_real >> tick.flags;
        tick.time_msc += OFFSET_SECONDS * 1000;
        symbols[name].bid = tick.bid;
        symbols[name].ask = tick.ask;
        symbols[name].ticks.push_back(tick);
    }
    else if (what == "mode")
        std::getline(in >> std::ws, mode);
    else if (what == "mangle")
        std::getline(in >> std::ws, mangled);
    else if (what == "filling")
        in >> what >> symbols[what].filling;
    else if (what == "expiration")
        in >> what >> symbols[what].expiration;
    else if (what == "deal-first")
        dealFirst = true;
    else if (what == "offline")
        connected = false;
    else if (what == "algo-off")
        algo = false;
    else if (what == "execute")
    {
        ulong ticket = 0;
        double volume = 0, price = 0;
        in >> ticket >> volume >> price;
        execute(ticket, volume, price);
    }
    else if (what == "expire")
    {
        ulong ticket = 0;
        in >> ticket;
        end(ticket, ORDER_STATE_EXPIRED);
    }
    else if (what == "restart")
        restartExpert();
    else if (what == "quit")
        exit(0);
    else
    {
        std::cout << "UNKNOWN COMMAND " << line << std::endl;
        exit(1);
    }
}

void commands()
{
    static std::string pending;
    char bytes[65536];
    pollfd waiting = {0, POLLIN, 0};
    while (poll(&waiting, 1, 0) == 1)
    {
        ssize_t count = read(0, bytes, sizeof bytes);
        if (count <= 0)
            exit(0);
        pending.append(bytes, (size_t)count);
        size_t end;
        while ((end = pending.find('\n')) != std::string::npos)
        {
            std::string line = pending.substr(0, end);
            pending.erase(0, end + 1);
            command(line);
        }
    }
}
} // namespace

datetime TimeTradeServer() { return serverMillis() / 1000; }

datetime TimeGMT() { return time(nullptr); }

bool EventSetMillisecondTimer(int) { return true; }

void EventKillTimer() {}

long TerminalInfoInteger(ENUM_TERMINAL_INFO_INTEGER what) { return what == TERMINAL_CONNECTED ? connected : algo; }

long MQLInfoInteger(ENUM_MQL_INFO_INTEGER) { return 1; }

long AccountInfoInteger(ENUM_ACCOUNT_INFO_INTEGER what)
{
    return what == ACCOUNT_LOGIN ? 12345 : what == ACCOUNT_MARGIN_MODE ? ACCOUNT_MARGIN_MODE_RETAIL_NETTING : 1;
}

string AccountInfoString(ENUM_ACCOUNT_INFO_STRING what) { return what == ACCOUNT_CURRENCY ? "EUR" : "Stub-Demo"; }

bool SymbolSelect(const string &symbol, bool) { return symbols.count(symbol.text) == 1; }

long SymbolInfoInteger(const string &symbol, ENUM_SYMBOL_INFO_INTEGER what)
{
    Symbol &of = symbols.at(symbol.text);
    return what == SYMBOL_DIGITS ? of.digits : what == SYMBOL_FILLING_MODE ? of.filling : of.expiration;
}

double SymbolInfoDouble(const string &symbol, ENUM_SYMBOL_INFO_DOUBLE what)
{
    Symbol &of = symbols.at(symbol.text);
    switch (what)
    {
    case SYMBOL_BID:
        return of.bid;
    case SYMBOL_ASK:
        return of.ask;
    case SYMBOL_VOLUME_MIN:
        return of.least;
    case SYMBOL_VOLUME_MAX:
        return of.most;
    case SYMBOL_VOLUME_STEP:
        return of.volumeStep;
    default:
        return of.step;
    }
}

int CopyTicks(const string &symbol, Array<MqlTick> &ticks, uint, ulong from, uint count)
{
    const std::vector<MqlTick> &all = symbols.at(symbol.text).ticks;
    ticks.items.clear();
    if (from == 0)
        ticks.items.assign(all.end() - (long)std::min<size_t>(count, all.size()), all.end());
    else
        for (size_t i = 0; i < all.size() && ticks.items.size() < count; i++)
            if (all[i].time_msc >= (long)from)
                ticks.items.push_back(all[i]);
    return (int)ticks.items.size();
}

bool OrderSendAsync(const MqlTradeRequest &request, MqlTradeResult &result)
{
    uint id = nextRequest++;
    result.request_id = id;
    result.retcode = TRADE_RETCODE_PLACED;
    if (request.action == TRADE_ACTION_REMOVE)
    {
        std::cout << "REMOVE " << request.order << std::endl;
        push(TRADE_TRANSACTION_REQUEST, request.order, 0, TRADE_RETCODE_DONE, id);
        end(request.order, ORDER_STATE_CANCELED);
        return true;
    }
    std::cout << "SEND " << request.comment << " action=" << request.action << " type=" << request.type
              << " symbol=" << request.symbol << " volume=" << request.volume << " price=" << request.price
              << " stoplimit=" << request.stoplimit << " filling=" << request.type_filling << " time=" << request.type_time
              << " magic=" << request.magic << std::endl;
    answer(request, id);
    return true;
}

int OrdersTotal()
{
    int count = 0;
    for (const auto &[ticket, order] : orders)
        count += isOpen(order);
    return count;
}

ulong OrderGetTicket(int index)
{
    for (const auto &[ticket, order] : orders)
        if (isOpen(order) && index-- == 0)
            return selected = ticket;
    return 0;
}

bool OrderSelect(ulong ticket)
{
    bool found = orders.count(ticket) == 1 && isOpen(orders[ticket]);
    if (found)
        selected = ticket;
    return found;
}

long OrderGetInteger(ENUM_ORDER_PROPERTY_INTEGER what)
{
    const Order &order = orders.at(selected);
    return what == ORDER_MAGIC ? (long)order.request.magic : (long)order.state;
}

string OrderGetString(ENUM_ORDER_PROPERTY_STRING) { return orders.at(selected).comment; }

bool HistorySelect(datetime from, datetime to)
{
    selectedOrders.clear();
    selectedDeals.clear();
    for (const auto &[ticket, order] : orders)
        if (!isOpen(order) && order.time >= from && order.time <= to)
            selectedOrders.insert(ticket);
    for (const auto &[ticket, deal] : deals)
        if (deal.msc / 1000 >= from && deal.msc / 1000 <= to)
            selectedDeals.insert(ticket);
    return true;
}

bool HistoryOrderSelect(ulong ticket)
{
    selectedOrders.clear();
    selectedDeals.clear();
    bool found = orders.count(ticket) == 1 && !isOpen(orders[ticket]);
    if (found)
        selectedOrders.insert(ticket);
    return found;
}

bool HistoryDealSelect(ulong ticket)
{
    selectedOrders.clear();
    selectedDeals.clear();
    bool found = deals.count(ticket) == 1;
    if (found)
        selectedDeals.insert(ticket);
    return found;
}

int HistoryOrdersTotal() { return (int)selectedOrders.size(); }

int HistoryDealsTotal() { return (int)selectedDeals.size(); }

ulong HistoryOrderGetTicket(int index) { return *std::next(selectedOrders.begin(), index); }

ulong HistoryDealGetTicket(int index) { return *std::next(selectedDeals.begin(), index); }

long HistoryOrderGetInteger(ulong ticket, ENUM_ORDER_PROPERTY_INTEGER what)
{
    if (selectedOrders.count(ticket) == 0)
        return 0;
    const Order &order = orders.at(ticket);
    return what == ORDER_MAGIC ? (long)order.request.magic : (long)order.state;
}

string HistoryOrderGetString(ulong ticket, ENUM_ORDER_PROPERTY_STRING)
{
    return selectedOrders.count(ticket) == 0 ? string() : string(orders.at(ticket).comment);
}

long HistoryDealGetInteger(ulong ticket, ENUM_DEAL_PROPERTY_INTEGER what)
{
    if (selectedDeals.count(ticket) == 0)
        return 0;
    const Deal &deal = deals.at(ticket);
    const MqlTradeRequest &request = orders.at(deal.order).request;
    switch (what)
    {
    case DEAL_TYPE:
        return request.type % 2 == 0 ? DEAL_TYPE_BUY : DEAL_TYPE_SELL;
    case DEAL_MAGIC:
        return (long)request.magic;
    case DEAL_ORDER:
        return (long)deal.order;
    default:
        return deal.msc;
    }
}

double HistoryDealGetDouble(ulong ticket, ENUM_DEAL_PROPERTY_DOUBLE what)
{
    if (selectedDeals.count(ticket) == 0)
        return 0;
    const Deal &deal = deals.at(ticket);
    return what == DEAL_VOLUME ? deal.volume : what == DEAL_PRICE ? deal.price : -0.7;
}

string HistoryDealGetString(ulong ticket, ENUM_DEAL_PROPERTY_STRING what)
{
    if (selectedDeals.count(ticket) == 0)
        return string();
    const Order &order = orders.at(deals.at(ticket).order);
    return what == DEAL_SYMBOL ? order.request.symbol : string(order.comment);
}

int main(int argc, char **argv)
{
    Port = (uint)atoi(argv[1]);
    for (int i = 2; i < argc; i++)
        symbols[argv[i]] = Symbol();
    OnInit();
    for (;;)
    {
        commands();
        while (!events.empty())
        {
            Event event = events.front();
            events.pop_front();
            OnTradeTransaction(event.transaction, MqlTradeRequest(), event.result);
        }
        OnTimer();
        usleep(1000);
    }
}
