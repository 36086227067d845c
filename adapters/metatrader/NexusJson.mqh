//+------------------------------------------------------------------+
//| One JSON object on one line: written field by field, read by key.|
//+------------------------------------------------------------------+

/// Writes one object. Strings are escaped; numbers are given as text, with the digits that they have.
class JsonWriter
  {
   string            m_text;

   void              Key(const string key)
     {
      m_text += (m_text == "" ? "{\"" : ",\"") + key + "\":";
     }

public:
                     JsonWriter(const string type)
     {
      m_text = "";
      Text("type", type);
     }

   void              Text(const string key, const string value)
     {
      Key(key);
      m_text += "\"" + Escaped(value) + "\"";
     }

   void              Number(const string key, const double value, const int digits)
     {
      Key(key);
      m_text += DoubleToString(value, digits);
     }

   void              Whole(const string key, const long value)
     {
      Key(key);
      m_text += IntegerToString(value);
     }

   void              Flag(const string key, const bool value)
     {
      Key(key);
      m_text += value ? "true" : "false";
     }

   /// The line, without its end.
   string            Line(void)
     {
      return m_text + "}";
     }

   static string     Escaped(const string value)
     {
      string escaped = "";
      int length = StringLen(value);
      for(int i = 0; i < length; i++)
        {
         ushort c = StringGetCharacter(value, i);
         if(c == '"' || c == '\\')
            escaped += "\\" + ShortToString(c);
         else
            if(c < 32)
               escaped += " ";
            else
               escaped += ShortToString(c);
        }
      return escaped;
     }
  };

/// Reads one flat object: values are strings, numbers, true, false, null, or arrays of strings.
class JsonReader
  {
   string            m_line;
   int               m_at;
   string            m_keys[];
   string            m_values[];

   void              SkipSpace(void)
     {
      while(m_at < StringLen(m_line) && StringGetCharacter(m_line, m_at) <= 32)
         m_at++;
     }

   bool              Take(const ushort wanted)
     {
      SkipSpace();
      if(m_at >= StringLen(m_line) || StringGetCharacter(m_line, m_at) != wanted)
         return false;
      m_at++;
      return true;
     }

   bool              TakeString(string &text)
     {
      text = "";
      if(!Take('"'))
         return false;
      while(m_at < StringLen(m_line))
        {
         ushort c = StringGetCharacter(m_line, m_at);
         m_at++;
         if(c == '"')
            return true;
         if(c == '\\')
           {
            if(!TakeEscape(text))
               return false;
           }
         else
            text += ShortToString(c);
        }
      return false;
     }

   bool              TakeEscape(string &text)
     {
      if(m_at >= StringLen(m_line))
         return false;
      ushort c = StringGetCharacter(m_line, m_at);
      m_at++;
      if(c != 'u')
        {
         text += c == 'n' || c == 't' || c == 'r' ? " " : ShortToString(c);
         return true;
        }
      ushort code = 0;
      for(int i = 0; i < 4; i++)
        {
         if(m_at >= StringLen(m_line))
            return false;
         int digit = StringFind("0123456789abcdef", Lower(ShortToString(StringGetCharacter(m_line, m_at))));
         if(digit < 0)
            return false;
         code = (ushort)(code * 16 + digit);
         m_at++;
        }
      text += ShortToString(code);
      return true;
     }

   static string     Lower(const string text)
     {
      string lower = text;
      StringToLower(lower);
      return lower;
     }

   /// A number, true, false or null, as it stands; an array's strings are parted by line feeds.
   bool              TakeValue(string &value)
     {
      SkipSpace();
      if(m_at >= StringLen(m_line))
         return false;
      if(StringGetCharacter(m_line, m_at) == '"')
         return TakeString(value);
      if(Take('['))
         return TakeArray(value);
      int start = m_at;
      while(m_at < StringLen(m_line) && IsPlain(StringGetCharacter(m_line, m_at)))
         m_at++;
      value = StringSubstr(m_line, start, m_at - start);
      return m_at > start;
     }

   static bool       IsPlain(const ushort c)
     {
      return c != ',' && c != '}' && c != ']' && c > 32;
     }

   bool              TakeArray(string &value)
     {
      value = "";
      if(Take(']'))
         return true;
      for(;;)
        {
         string item;
         if(!TakeValue(item))
            return false;
         value += (value == "" ? "" : "\n") + item;
         if(Take(']'))
            return true;
         if(!Take(','))
            return false;
        }
     }

public:
                     JsonReader(void)
     {
      m_line = "";
      m_at = 0;
     }

   /// Reads a line; false if it is no such object.
   bool              Parse(const string line)
     {
      m_line = line;
      m_at = 0;
      ArrayResize(m_keys, 0);
      ArrayResize(m_values, 0);
      if(!Take('{'))
         return false;
      if(Take('}'))
         return true;
      for(;;)
        {
         string key;
         string value;
         if(!TakeString(key) || !Take(':') || !TakeValue(value))
            return false;
         int count = ArraySize(m_keys);
         ArrayResize(m_keys, count + 1);
         ArrayResize(m_values, count + 1);
         m_keys[count] = key;
         m_values[count] = value;
         if(Take('}'))
            return true;
         if(!Take(','))
            return false;
        }
     }

   bool              Has(const string key)
     {
      return Text(key) != "";
     }

   /// A value as text; empty if there is none, or if it is null.
   string            Text(const string key)
     {
      for(int i = 0; i < ArraySize(m_keys); i++)
         if(m_keys[i] == key)
            return m_values[i] == "null" ? "" : m_values[i];
      return "";
     }

   /// A number; 0 if there is none.
   double            Number(const string key)
     {
      return StringToDouble(Text(key));
     }

   /// A whole number; 0 if there is none.
   long              Whole(const string key)
     {
      return StringToInteger(Text(key));
     }

   /// The strings of an array.
   void              Items(const string key, string &items[])
     {
      ArrayResize(items, 0);
      string all = Text(key);
      if(all != "")
         StringSplit(all, '\n', items);
     }
  };
