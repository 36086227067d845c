// Strings, numbers and sockets of the shim.
#include "mql5.h"

#include <arpa/inet.h>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

namespace
{
int lastError = 0;
}

int StringLen(const string &value) { return (int)value.text.size(); }

int StringFind(const string &value, const string &part, int start)
{
    size_t at = value.text.find(part.text, (size_t)start);
    return at == std::string::npos ? -1 : (int)at;
}

string StringSubstr(const string &value, int start, int length)
{
    return value.text.substr((size_t)start, length < 0 ? std::string::npos : (size_t)length);
}

ushort StringGetCharacter(const string &value, int position) { return (uchar)value.text.at((size_t)position); }

string ShortToString(ushort character) { return std::string(1, (char)character); }

bool StringToLower(string &value)
{
    for (char &c : value.text)
        c = (char)tolower(c);
    return true;
}

int StringSplit(const string &value, ushort separator, Array<string> &parts)
{
    std::istringstream in(value.text);
    std::string part;
    parts.items.clear();
    while (std::getline(in, part, (char)separator))
        parts.items.push_back(part);
    return (int)parts.items.size();
}

double StringToDouble(const string &value) { return atof(value.text.c_str()); }

long StringToInteger(const string &value) { return atol(value.text.c_str()); }

string IntegerToString(long value) { return std::to_string(value); }

string DoubleToString(double value, int digits)
{
    char text[64];
    snprintf(text, sizeof text, "%.*f", digits, value);
    return string(text);
}

int StringToCharArray(const string &value, Array<uchar> &bytes, int start, int count, uint codepage)
{
    if (start != 0 || count != WHOLE_ARRAY || codepage != CP_UTF8)
        abort();
    bytes.items.assign(value.text.begin(), value.text.end());
    bytes.items.push_back(0);
    return (int)bytes.items.size();
}

string CharArrayToString(const Array<uchar> &bytes, int start, int count, uint codepage)
{
    if (codepage != CP_UTF8)
        abort();
    return std::string(bytes.items.begin() + start, bytes.items.begin() + start + count);
}

double NormalizeDouble(double value, int digits)
{
    double scale = std::pow(10.0, digits);
    return std::round(value * scale) / scale;
}

ulong GetTickCount64()
{
    return (ulong)std::chrono::duration_cast<std::chrono::milliseconds>(
               std::chrono::steady_clock::now().time_since_epoch())
        .count();
}

int GetLastError() { return lastError; }

void ResetLastError() { lastError = 0; }

// Connecting is allowed only to hosts that the user has listed: here in NEXUS_ALLOWED_HOST.
int SocketCreate(uint)
{
    return socket(AF_INET, SOCK_STREAM, 0);
}

bool SocketConnect(int socket, const string &host, uint port, uint)
{
    const char *allowed = getenv("NEXUS_ALLOWED_HOST");
    if (allowed == nullptr || host.text != allowed)
    {
        lastError = 4014;
        return false;
    }
    sockaddr_in address = {};
    address.sin_family = AF_INET;
    address.sin_port = htons((uint16_t)port);
    inet_pton(AF_INET, host.text.c_str(), &address.sin_addr);
    if (connect(socket, (sockaddr *)&address, sizeof address) != 0)
    {
        lastError = 5272;
        return false;
    }
    fcntl(socket, F_SETFL, O_NONBLOCK);
    return true;
}

bool SocketIsConnected(int socket)
{
    char byte;
    ssize_t count = recv(socket, &byte, 1, MSG_PEEK | MSG_DONTWAIT);
    return count > 0 || (count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK));
}

// Now and then it says 1 where there is nothing, as MetaTrader's does.
uint SocketIsReadable(int socket)
{
    static int calls = 0;
    int count = 0;
    ioctl(socket, FIONREAD, &count);
    calls++;
    return count == 0 && calls % 20 == 0 ? 1 : (uint)count;
}

bool SocketIsWritable(int socket)
{
    pollfd waiting = {socket, POLLOUT, 0};
    return poll(&waiting, 1, 0) == 1;
}

// Takes no more than 1,000 bytes at a time: a caller must go on with the rest.
int SocketSend(int socket, const Array<uchar> &bytes, uint count)
{
    ssize_t sent = send(socket, bytes.items.data(), count < 1000 ? count : 1000, MSG_NOSIGNAL);
    if (sent < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
        return 0;
    lastError = sent < 0 ? 5273 : lastError;
    return (int)sent;
}

int SocketRead(int socket, Array<uchar> &bytes, uint most, uint timeout)
{
    if (timeout == 0)
        abort(); // It would wait for 120 s.
    pollfd waiting = {socket, POLLIN, 0};
    poll(&waiting, 1, (int)timeout);
    bytes.items.resize(most);
    ssize_t count = recv(socket, bytes.items.data(), most, 0);
    if (count <= 0)
    {
        lastError = 5273;
        bytes.items.clear();
        return -1;
    }
    bytes.items.resize((size_t)count);
    return (int)count;
}

bool SocketClose(int socket) { return close(socket) == 0; }
