using System;
using System.Text;
using Sidetap.Model;
using Sidetap.PubSub;
using Sidetap.Sensors;
using Sidetap.Settings;

namespace Sidetap.Tests
{
    /// <summary>Compiles a profile for tests, in plain ways: numbers as small integers, decimals or doubles.</summary>
    public sealed class ProfileWriter
    {
        private readonly byte[] _octets = new byte[16384];
        private readonly EngineeringUnit[] _units = new EngineeringUnit[64];
        private readonly string[][] _enumerations = new string[64][];
        private int _unitCount;
        private int _enumerationCount;
        private int _at;

        /// <summary>Compiles a profile.</summary>
        public static byte[] Write(MachineProfile profile)
        {
            return Write(profile, true);
        }

        /// <summary>Compiles a profile, with or without the fields' descriptions.</summary>
        public static byte[] Write(MachineProfile profile, bool withDescriptions)
        {
            ProfileWriter writer = new ProfileWriter();
            writer.WriteAll(profile, withDescriptions);
            byte[] octets = new byte[writer._at];
            Array.Copy(writer._octets, 0, octets, 0, octets.Length);
            Seal(octets);
            return octets;
        }

        /// <summary>Writes length and CRC-32 of a profile that was changed.</summary>
        public static void Seal(byte[] octets)
        {
            UaBinary.Put16(octets, 4, octets.Length);
            UaBinary.Put32(octets, 6, Crc32.Of(octets, 10, octets.Length - 10));
        }

        private void WriteAll(MachineProfile profile, bool withDescriptions)
        {
            Collect(profile);
            Put8('S');
            Put8('T');
            Put8('P');
            Put8(1);
            _at = 10;
            Put32(profile.MajorVersion);
            Put32(profile.MinorVersion);
            PutText(profile.DataSetName);
            PutText(profile.WriterGroupName);
            PutText(profile.Category);
            PutText(profile.Description);
            PutVarint((uint)profile.SamplingIntervalMs);
            PutVarint((uint)profile.KeyFrameIntervalMs);
            PutVarint((uint)profile.KeepAliveMs);
            PutTables(profile);
            Put8(profile.Sources.Length);
            for (int i = 0; i < profile.Sources.Length; i++)
            {
                PutSource(profile.Sources[i]);
            }

            Put8(profile.Fields.Length);
            for (int i = 0; i < profile.Fields.Length; i++)
            {
                PutField(profile.Fields[i], withDescriptions);
            }

            Put8(profile.Events.Length);
            for (int i = 0; i < profile.Events.Length; i++)
            {
                EventBinding one = profile.Events[i];
                Put8((int)one.Kind);
                Put8(one.Field);
                Put8(one.Severity);
                Put8(one.Severity >> 8);
                PutText(one.Cause);
            }
        }

        private void Collect(MachineProfile profile)
        {
            for (int i = 0; i < profile.Fields.Length; i++)
            {
                FieldMetaData field = profile.Fields[i].MetaData;
                if (field.Unit != null && UnitOf(field) < 0)
                {
                    _units[_unitCount++] = field.Unit;
                }

                if (field.EnumStrings != null && EnumerationOf(field) < 0)
                {
                    _enumerations[_enumerationCount++] = field.EnumStrings;
                }
            }
        }

        private void PutTables(MachineProfile profile)
        {
            Put8(_unitCount);
            for (int i = 0; i < _unitCount; i++)
            {
                PutText(CodeOf(_units[i].UnitId));
                PutText(_units[i].DisplayName);
                PutText(_units[i].Description);
            }

            Put8(_enumerationCount);
            for (int i = 0; i < _enumerationCount; i++)
            {
                PutTexts(_enumerations[i]);
            }

            PutTexts(profile.Namespaces);
        }

        private void PutTexts(string[] texts)
        {
            Put8(texts.Length);
            for (int i = 0; i < texts.Length; i++)
            {
                PutText(texts[i]);
            }
        }

        private void PutSource(SourceDescriptor source)
        {
            Put8((int)source.Kind);
            PutVarint((uint)source.IntervalMs);
            Put8(source.Inputs.Length);
            for (int i = 0; i < source.Inputs.Length; i++)
            {
                Put8(source.Inputs[i]);
            }

            Put8(source.Parameters.Length);
            for (int i = 0; i < source.Parameters.Length; i++)
            {
                PutNumber(source.Parameters[i]);
            }
        }

        private void PutField(FieldBinding field, bool withDescription)
        {
            FieldMetaData data = field.MetaData;
            bool scaled = field.Gain != 1 || field.Offset != 0;
            bool described = withDescription && data.Description != null;
            Put8((data.Unit != null ? 1 : 0) | (data.EnumStrings != null ? 2 : 0) | (scaled ? 4 : 0) | (data.HasRange ? 8 : 0)
                | (field.HasLimits ? 16 : 0) | (field.NodeNamespace >= 0 ? 32 : 0) | (data.ArrayLength > 0 ? 64 : 0) | (described ? 128 : 0));
            PutText(data.Name);
            Put8((int)data.Type);
            Put8(field.Signal);
            PutIf(data.Unit != null, UnitOf(data));
            PutIf(data.EnumStrings != null, EnumerationOf(data));
            PutPair(scaled, field.Gain, field.Offset);
            PutPair(data.HasRange, data.RangeLow, data.RangeHigh);
            PutPair(field.HasLimits, field.LowLimit, field.HighLimit);
            PutIf(field.NodeNamespace >= 0, field.NodeNamespace);
            if (field.NodeNamespace >= 0)
            {
                PutVarint(field.NodeIdentifier);
            }

            PutIf(data.ArrayLength > 0, data.ArrayLength);
            if (described)
            {
                PutText(data.Description);
            }

            PutIf(data.Type == BuiltInType.String, data.MaxStringLength);
            PutNumber(field.Deadband);
            PutVarint((uint)field.PublishingMs);
            PutVarint((uint)field.HeartbeatMs);
        }

        private void PutIf(bool isThere, int octet)
        {
            if (isThere)
            {
                Put8(octet);
            }
        }

        private void PutPair(bool isThere, double first, double second)
        {
            if (isThere)
            {
                PutNumber(first);
                PutNumber(second);
            }
        }

        private void PutNumber(double value)
        {
            if (value >= 0 && value <= 191 && (int)value == value)
            {
                Put8(0x40 + (int)value);
                return;
            }

            // What a person writes has few places: the smallest mantissa that gives the same double.
            double power = 1;
            for (int places = 0; places <= 8; places++, power *= 10)
            {
                double scaled = value * power;
                int mantissa = scaled > -2e9 && scaled < 2e9 ? (int)(scaled < 0 ? scaled - 0.5 : scaled + 0.5) : 0;
                if (mantissa / power == value)
                {
                    Put8(8 - places);
                    PutVarint(((uint)mantissa << 1) ^ (uint)(mantissa >> 31));
                    return;
                }
            }

            Put8(0x11);
            ulong bits = UaBinary.BitsOf(value);
            Put32((uint)bits);
            Put32((uint)(bits >> 32));
        }

        private void PutText(string text)
        {
            byte[] utf8 = Encoding.UTF8.GetBytes(text == null ? string.Empty : text);
            PutVarint((uint)utf8.Length);
            Array.Copy(utf8, 0, _octets, _at, utf8.Length);
            _at += utf8.Length;
        }

        private void PutVarint(uint value)
        {
            while (value >= 0x80)
            {
                Put8((int)(value & 0x7F) | 0x80);
                value >>= 7;
            }

            Put8((int)value);
        }

        private void Put32(uint value)
        {
            UaBinary.Put32(_octets, _at, value);
            _at += 4;
        }

        private void Put8(int octet)
        {
            _octets[_at++] = (byte)octet;
        }

        private static string CodeOf(int unitId)
        {
            string code = string.Empty;
            for (int id = unitId; id > 0; id >>= 8)
            {
                code = ((char)(id & 0xFF)).ToString() + code;
            }

            return code;
        }

        private int UnitOf(FieldMetaData field)
        {
            for (int i = 0; i < _unitCount; i++)
            {
                if (field.Unit == _units[i])
                {
                    return i;
                }
            }

            return -1;
        }

        private int EnumerationOf(FieldMetaData field)
        {
            for (int i = 0; i < _enumerationCount; i++)
            {
                if (field.EnumStrings == _enumerations[i])
                {
                    return i;
                }
            }

            return -1;
        }
    }
}
