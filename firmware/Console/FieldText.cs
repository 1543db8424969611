using Sidetap.PubSub;

namespace Sidetap.Terminal
{
    /// <summary>A field's value and status as text. Takes no heap.</summary>
    public static class FieldText
    {
        /// <summary>Elements of an array that are shown; what follows is "...".</summary>
        public const int MaxElements = 16;

        /// <summary>Writes a value: a number, "2 (Cutting)", true or false, a text, or an array's elements divided by blanks. Nothing while the field is Bad.</summary>
        /// <param name="answer">Takes it.</param>
        /// <param name="data">The data set.</param>
        /// <param name="index">The field.</param>
        public static void WriteValue(Answer answer, DataSet data, int index)
        {
            if (StatusCode.IsBad(data.StatusOf(index)))
            {
                return;
            }

            FieldMetaData field = data.Fields[index];
            if (field.Type == BuiltInType.String)
            {
                int offset;
                int length;
                byte[] text = data.TextOf(index, out offset, out length);
                answer.Utf8(text, offset, length);
                return;
            }

            if (field.ArrayLength == 0)
            {
                WriteScalar(answer, data, index, field);
                return;
            }

            for (int i = 0; i < field.ArrayLength; i++)
            {
                if (i > 0)
                {
                    answer.Text(" ");
                }

                if (i == MaxElements)
                {
                    answer.Text("...");
                    return;
                }

                WriteNumber(answer, field, data.NumberOf(index, i));
            }
        }

        /// <summary>Writes a status: OPC UA's name for it, and behind a comma what its limit bits say.</summary>
        /// <param name="answer">Takes it.</param>
        /// <param name="status">The StatusCode.</param>
        public static void WriteStatus(Answer answer, uint status)
        {
            answer.Text(StatusNames.NameOf(status));
            string limit = StatusNames.LimitOf(status);
            if (limit.Length > 0)
            {
                answer.Text(",");
                answer.Text(limit);
            }
        }

        /// <summary>The sign of a field's unit.</summary>
        /// <param name="field">The field.</param>
        /// <returns>"" without a unit.</returns>
        public static string UnitOf(FieldMetaData field)
        {
            return field.Unit == null ? string.Empty : field.Unit.DisplayName;
        }

        private static void WriteScalar(Answer answer, DataSet data, int index, FieldMetaData field)
        {
            if (field.Type == BuiltInType.Int64 || field.Type == BuiltInType.DateTime)
            {
                answer.Number((long)data.BitsOf(index));
                return;
            }

            if (field.Type == BuiltInType.UInt64)
            {
                WriteUnsigned(answer, data.BitsOf(index));
                return;
            }

            double number = data.NumberOf(index);
            WriteNumber(answer, field, number);
            if (field.EnumStrings != null && number >= 0 && number < field.EnumStrings.Length)
            {
                answer.Text(" (");
                answer.Text(field.EnumStrings[(int)number]);
                answer.Text(")");
            }
        }

        private static void WriteNumber(Answer answer, FieldMetaData field, double number)
        {
            switch (field.Type)
            {
                case BuiltInType.Float:
                    NumberText.Write(answer, number, NumberText.FloatDigits);
                    break;

                case BuiltInType.Double:
                    NumberText.Write(answer, number, NumberText.DoubleDigits);
                    break;

                case BuiltInType.Boolean:
                    answer.Text(number != 0 ? "true" : "false");
                    break;

                case BuiltInType.StatusCode:
                    answer.Text(StatusNames.NameOf((uint)number));
                    break;

                default:
                    answer.Number((long)number);
                    break;
            }
        }

        private static void WriteUnsigned(Answer answer, ulong number)
        {
            if (number >= 10)
            {
                answer.Number((long)(number / 10));
            }

            answer.Number((long)(number % 10));
        }
    }
}
