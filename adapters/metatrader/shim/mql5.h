// As much of the MQL5 language as the EA uses, for a C++17 compiler: types, constants and functions by their MQL5 names.
// Dynamic arrays are written otherwise in MQL5 (T name[]): the sources are translated before they are compiled.
// The numbers of the constants are of no account here, but for the retcodes.
#pragma once

#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <sstream>
#include <string>
#include <vector>

using uchar = unsigned char;
using ushort = unsigned short;
using uint = unsigned int;
using ulong = unsigned long;
using datetime = long;

#define input static

// Strings hold UTF-8 here, UTF-16 in MetaTrader: what the EA does with them is the same for both.
class string
  {
public:
   std::string       text;
                     string() {}
                     string(const char *value) : text(value) {}
                     string(const std::string &value) : text(value) {}
   string           &operator+=(const string &more)
     {
      text += more.text;
      return *this;
     }
   friend string     operator+(const string &a, const string &b)
     {
      return string(a.text + b.text);
     }
   friend bool       operator==(const string &a, const string &b)
     {
      return a.text == b.text;
     }
   friend bool       operator!=(const string &a, const string &b)
     {
      return a.text != b.text;
     }
   friend std::ostream &operator<<(std::ostream &out, const string &value)
     {
      return out << value.text;
     }
  };

// A dynamic array: an index beyond its end stops the EA in MetaTrader, and the program here.
template <typename T> class Array
  {
public:
   std::vector<T>    items;
   T                &operator[](const long i)
     {
      return items.at((size_t)i);
     }
   const T          &operator[](const long i) const
     {
      return items.at((size_t)i);
     }
  };

template <> class Array<bool>
  {
public:
   std::vector<char> items;
   char             &operator[](const long i)
     {
      return items.at((size_t)i);
     }
  };

template <typename T> int ArraySize(const Array<T> &array)
  {
   return (int)array.items.size();
  }

template <typename T> int ArrayResize(Array<T> &array, const int size, const int reserve = 0)
  {
   array.items.reserve((size_t)(size + reserve));
   array.items.resize((size_t)size);
   return size;
  }

template <typename T> bool ArrayRemove(Array<T> &array, const uint start, const uint count)
  {
   array.items.erase(array.items.begin() + start, array.items.begin() + start + count);
   return true;
  }

#define WHOLE_ARRAY -1
#define CP_UTF8 65001
#define INVALID_HANDLE -1
#define INIT_SUCCEEDED 0
#define INIT_FAILED 1

template <typename T> int ArrayCopy(Array<T> &to, const Array<T> &from, const int toStart = 0, const int fromStart = 0,
                                    const int count = WHOLE_ARRAY)
  {
   if(&to == &from)
      abort(); // What it does within one array is not said.
   if(to.items.size() < (size_t)(toStart + count))
      to.items.resize((size_t)(toStart + count));
   std::copy(from.items.begin() + fromStart, from.items.begin() + fromStart + count, to.items.begin() + toStart);
   return count;
  }

// Text.
int StringLen(const string &value);
int StringFind(const string &value, const string &part, int start = 0);
string StringSubstr(const string &value, int start, int length = -1);
ushort StringGetCharacter(const string &value, int position);
string ShortToString(ushort character);
bool StringToLower(string &value);
int StringSplit(const string &value, ushort separator, Array<string> &parts);
double StringToDouble(const string &value);
long StringToInteger(const string &value);
string IntegerToString(long value);
string DoubleToString(double value, int digits = 8);
int StringToCharArray(const string &value, Array<uchar> &bytes, int start = 0, int count = -1, uint codepage = 0);
string CharArrayToString(const Array<uchar> &bytes, int start = 0, int count = -1, uint codepage = 0);

template <typename... T> void Print(const T &... parts)
  {
   std::ostringstream line;
   (line << ... << parts);
   std::cout << "PRINT " << line.str() << std::endl;
  }

// Numbers and time.
inline double MathRound(double value) { return std::round(value); }
inline double MathCeil(double value) { return std::ceil(value); }
inline double MathFloor(double value) { return std::floor(value); }
inline double MathAbs(double value) { return std::fabs(value); }
template <typename T> T MathMin(T a, T b) { return a < b ? a : b; }
double NormalizeDouble(double value, int digits);
ulong GetTickCount64();
datetime TimeTradeServer();
datetime TimeGMT();
int GetLastError();
void ResetLastError();
bool EventSetMillisecondTimer(int millis);
void EventKillTimer();

// Sockets.
int SocketCreate(uint flags = 0);
bool SocketConnect(int socket, const string &host, uint port, uint timeout);
bool SocketIsConnected(int socket);
uint SocketIsReadable(int socket);
bool SocketIsWritable(int socket);
int SocketSend(int socket, const Array<uchar> &bytes, uint count);
int SocketRead(int socket, Array<uchar> &bytes, uint most, uint timeout);
bool SocketClose(int socket);

// Terminal, account, symbols.
enum ENUM_TERMINAL_INFO_INTEGER { TERMINAL_CONNECTED, TERMINAL_TRADE_ALLOWED };
enum ENUM_MQL_INFO_INTEGER { MQL_TRADE_ALLOWED };
enum ENUM_ACCOUNT_INFO_INTEGER { ACCOUNT_LOGIN, ACCOUNT_MARGIN_MODE, ACCOUNT_TRADE_ALLOWED, ACCOUNT_TRADE_EXPERT };
enum ENUM_ACCOUNT_INFO_STRING { ACCOUNT_SERVER, ACCOUNT_CURRENCY };
enum ENUM_ACCOUNT_MARGIN_MODE { ACCOUNT_MARGIN_MODE_RETAIL_NETTING, ACCOUNT_MARGIN_MODE_EXCHANGE, ACCOUNT_MARGIN_MODE_RETAIL_HEDGING };
enum ENUM_SYMBOL_INFO_INTEGER { SYMBOL_DIGITS, SYMBOL_FILLING_MODE, SYMBOL_EXPIRATION_MODE };
enum ENUM_SYMBOL_INFO_DOUBLE { SYMBOL_BID, SYMBOL_ASK, SYMBOL_VOLUME_MIN, SYMBOL_VOLUME_MAX, SYMBOL_VOLUME_STEP, SYMBOL_TRADE_TICK_SIZE };
#define SYMBOL_FILLING_FOK 1
#define SYMBOL_FILLING_IOC 2
#define SYMBOL_EXPIRATION_GTC 1
#define SYMBOL_EXPIRATION_DAY 2
long TerminalInfoInteger(ENUM_TERMINAL_INFO_INTEGER what);
long MQLInfoInteger(ENUM_MQL_INFO_INTEGER what);
long AccountInfoInteger(ENUM_ACCOUNT_INFO_INTEGER what);
string AccountInfoString(ENUM_ACCOUNT_INFO_STRING what);
bool SymbolSelect(const string &symbol, bool select);
long SymbolInfoInteger(const string &symbol, ENUM_SYMBOL_INFO_INTEGER what);
double SymbolInfoDouble(const string &symbol, ENUM_SYMBOL_INFO_DOUBLE what);

struct MqlTick
  {
   datetime          time;
   double            bid;
   double            ask;
   double            last;
   ulong             volume;
   long              time_msc;
   uint              flags;
   double            volume_real;
  };
#define TICK_FLAG_BID 2
#define TICK_FLAG_ASK 4
#define TICK_FLAG_LAST 8
#define TICK_FLAG_VOLUME 16
#define TICK_FLAG_BUY 32
#define TICK_FLAG_SELL 64
#define COPY_TICKS_ALL 7
int CopyTicks(const string &symbol, Array<MqlTick> &ticks, uint flags, ulong from, uint count);

// Trading.
enum ENUM_TRADE_REQUEST_ACTIONS { TRADE_ACTION_NONE, TRADE_ACTION_DEAL, TRADE_ACTION_PENDING = 5, TRADE_ACTION_REMOVE = 8 };
enum ENUM_ORDER_TYPE { ORDER_TYPE_BUY, ORDER_TYPE_SELL, ORDER_TYPE_BUY_LIMIT, ORDER_TYPE_SELL_LIMIT, ORDER_TYPE_BUY_STOP,
                       ORDER_TYPE_SELL_STOP, ORDER_TYPE_BUY_STOP_LIMIT, ORDER_TYPE_SELL_STOP_LIMIT };
enum ENUM_ORDER_TYPE_FILLING { ORDER_FILLING_FOK, ORDER_FILLING_IOC, ORDER_FILLING_RETURN };
enum ENUM_ORDER_TYPE_TIME { ORDER_TIME_GTC, ORDER_TIME_DAY };
enum ENUM_ORDER_STATE { ORDER_STATE_STARTED, ORDER_STATE_PLACED, ORDER_STATE_CANCELED, ORDER_STATE_PARTIAL, ORDER_STATE_FILLED,
                        ORDER_STATE_REJECTED, ORDER_STATE_EXPIRED };
enum ENUM_DEAL_TYPE { DEAL_TYPE_BUY, DEAL_TYPE_SELL, DEAL_TYPE_BALANCE };
enum ENUM_TRADE_TRANSACTION_TYPE { TRADE_TRANSACTION_ORDER_ADD, TRADE_TRANSACTION_ORDER_DELETE, TRADE_TRANSACTION_DEAL_ADD,
                                   TRADE_TRANSACTION_HISTORY_ADD, TRADE_TRANSACTION_REQUEST };
enum ENUM_ORDER_PROPERTY_INTEGER { ORDER_MAGIC, ORDER_STATE };
enum ENUM_ORDER_PROPERTY_STRING { ORDER_COMMENT };
enum ENUM_DEAL_PROPERTY_INTEGER { DEAL_TYPE, DEAL_MAGIC, DEAL_ORDER, DEAL_TIME_MSC };
enum ENUM_DEAL_PROPERTY_DOUBLE { DEAL_VOLUME, DEAL_PRICE, DEAL_COMMISSION };
enum ENUM_DEAL_PROPERTY_STRING { DEAL_SYMBOL, DEAL_COMMENT };

struct MqlTradeRequest
  {
   ENUM_TRADE_REQUEST_ACTIONS action;
   ulong             magic;
   ulong             order;
   string            symbol;
   double            volume;
   double            price;
   double            stoplimit;
   double            sl;
   double            tp;
   ulong             deviation;
   ENUM_ORDER_TYPE   type;
   ENUM_ORDER_TYPE_FILLING type_filling;
   ENUM_ORDER_TYPE_TIME type_time;
   datetime          expiration;
   string            comment;
   ulong             position;
   ulong             position_by;
  };

struct MqlTradeResult
  {
   uint              retcode;
   ulong             deal;
   ulong             order;
   double            volume;
   double            price;
   double            bid;
   double            ask;
   string            comment;
   uint              request_id;
   int               retcode_external;
  };

struct MqlTradeTransaction
  {
   ulong             deal;
   ulong             order;
   string            symbol;
   ENUM_TRADE_TRANSACTION_TYPE type;
  };

bool OrderSendAsync(const MqlTradeRequest &request, MqlTradeResult &result);
int OrdersTotal();
ulong OrderGetTicket(int index);
bool OrderSelect(ulong ticket);
long OrderGetInteger(ENUM_ORDER_PROPERTY_INTEGER what);
string OrderGetString(ENUM_ORDER_PROPERTY_STRING what);
bool HistorySelect(datetime from, datetime to);
bool HistoryOrderSelect(ulong ticket);
bool HistoryDealSelect(ulong ticket);
int HistoryOrdersTotal();
int HistoryDealsTotal();
ulong HistoryOrderGetTicket(int index);
ulong HistoryDealGetTicket(int index);
long HistoryOrderGetInteger(ulong ticket, ENUM_ORDER_PROPERTY_INTEGER what);
string HistoryOrderGetString(ulong ticket, ENUM_ORDER_PROPERTY_STRING what);
long HistoryDealGetInteger(ulong ticket, ENUM_DEAL_PROPERTY_INTEGER what);
double HistoryDealGetDouble(ulong ticket, ENUM_DEAL_PROPERTY_DOUBLE what);
string HistoryDealGetString(ulong ticket, ENUM_DEAL_PROPERTY_STRING what);

enum ENUM_TRADE_RETCODE
  {
   TRADE_RETCODE_REQUOTE = 10004, TRADE_RETCODE_REJECT = 10006, TRADE_RETCODE_CANCEL = 10007, TRADE_RETCODE_PLACED = 10008,
   TRADE_RETCODE_DONE = 10009, TRADE_RETCODE_DONE_PARTIAL = 10010, TRADE_RETCODE_ERROR = 10011, TRADE_RETCODE_TIMEOUT = 10012,
   TRADE_RETCODE_INVALID = 10013, TRADE_RETCODE_INVALID_VOLUME = 10014, TRADE_RETCODE_INVALID_PRICE = 10015,
   TRADE_RETCODE_INVALID_STOPS = 10016, TRADE_RETCODE_TRADE_DISABLED = 10017, TRADE_RETCODE_MARKET_CLOSED = 10018,
   TRADE_RETCODE_NO_MONEY = 10019, TRADE_RETCODE_PRICE_CHANGED = 10020, TRADE_RETCODE_PRICE_OFF = 10021,
   TRADE_RETCODE_INVALID_EXPIRATION = 10022, TRADE_RETCODE_ORDER_CHANGED = 10023, TRADE_RETCODE_TOO_MANY_REQUESTS = 10024,
   TRADE_RETCODE_NO_CHANGES = 10025, TRADE_RETCODE_SERVER_DISABLES_AT = 10026, TRADE_RETCODE_CLIENT_DISABLES_AT = 10027,
   TRADE_RETCODE_LOCKED = 10028, TRADE_RETCODE_FROZEN = 10029, TRADE_RETCODE_INVALID_FILL = 10030, TRADE_RETCODE_CONNECTION = 10031,
   TRADE_RETCODE_ONLY_REAL = 10032, TRADE_RETCODE_LIMIT_ORDERS = 10033, TRADE_RETCODE_LIMIT_VOLUME = 10034,
   TRADE_RETCODE_INVALID_ORDER = 10035, TRADE_RETCODE_POSITION_CLOSED = 10036, TRADE_RETCODE_INVALID_CLOSE_VOLUME = 10038,
   TRADE_RETCODE_CLOSE_ORDER_EXIST = 10039, TRADE_RETCODE_LIMIT_POSITIONS = 10040, TRADE_RETCODE_REJECT_CANCEL = 10041,
   TRADE_RETCODE_LONG_ONLY = 10042, TRADE_RETCODE_SHORT_ONLY = 10043, TRADE_RETCODE_CLOSE_ONLY = 10044,
   TRADE_RETCODE_FIFO_CLOSE = 10045, TRADE_RETCODE_HEDGE_PROHIBITED = 10046
  };
