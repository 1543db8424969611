using System.Text;
using Sidetap.Settings;

namespace Sidetap.Tests.Settings
{
    /// <summary>What the tests of settings have in common.</summary>
    public static class SettingBench
    {
        public static byte[] Octets(string text)
        {
            return text.Length == 0 ? new byte[0] : Encoding.UTF8.GetBytes(text);
        }

        /// <summary>Sets a value as people write it.</summary>
        public static SettingError Set(SettingValues values, int id, string text)
        {
            byte[] octets = Octets(text);
            return SettingText.Parse(values, values.Table.IndexOf(id), octets, 0, octets.Length);
        }

        /// <summary>A value as people read it.</summary>
        public static string Shown(SettingValues values, int id)
        {
            byte[] buffer = new byte[SettingText.MaxOctets + 3];
            int length = SettingText.Format(values, values.Table.IndexOf(id), buffer, 3);
            return length == 0 ? string.Empty : Encoding.UTF8.GetString(buffer, 3, length);
        }

        public static int Number(SettingValues values, int id)
        {
            return values.NumberOf(values.Table.IndexOf(id));
        }
    }
}
