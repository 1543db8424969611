using System.Globalization;
using System.Xml.Linq;
using Sidetap.Profiles;
using Sidetap.Profiles.Model;
using Sidetap.PubSub;

namespace Sidetap.ModelExport;

/// <summary>
/// A machine profile as an OPC UA information model: a NodeSet2 file (OPC 10000-6, Annex F) with one object for the machine and a variable for each field. It
/// needs the base namespace only, so any server loads it; what a field stands for in a companion specification is a property.
/// </summary>
public static class NodeSetExport
{
    /// <summary>The namespace of NodeSet2 files.</summary>
    public static readonly XNamespace Schema = "http://opcfoundation.org/UA/2011/03/UANodeSet.xsd";

    private static readonly XNamespace Types = "http://opcfoundation.org/UA/2008/02/Types.xsd";

    /// <summary>The namespace URI of a profile's nodes unless another one is wanted.</summary>
    /// <param name="profile">The profile.</param>
    /// <returns>A URN.</returns>
    public static string DefaultNamespace(ProfileModel profile) => $"urn:sidetap:profile:{Uri.EscapeDataString(profile.Name)}";

    /// <summary>Makes the NodeSet.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="namespaceUri">The namespace of its nodes.</param>
    /// <returns>The document.</returns>
    public static XDocument Make(ProfileModel profile, string namespaceUri)
    {
        DateTime version = VersionTime(profile.MajorVersion);
        XElement root = new(
            Schema + "UANodeSet",
            new XAttribute(XNamespace.Xmlns + "uax", Types.NamespaceName),
            new XAttribute("LastModified", Text(VersionTime(profile.MinorVersion))),
            new XElement(Schema + "NamespaceUris", new XElement(Schema + "Uri", namespaceUri)),
            new XElement(
                Schema + "Models",
                new XElement(
                    Schema + "Model",
                    new XAttribute("ModelUri", namespaceUri),
                    new XAttribute("PublicationDate", Text(version)),
                    new XAttribute("Version", $"{version:yyyy.MM.dd}"),
                    new XElement(Schema + "RequiredModel", new XAttribute("ModelUri", "http://opcfoundation.org/UA/")))),
            Aliases(),
            Machine(profile));
        foreach (ProfileField field in profile.Fields)
        {
            root.Add(Field(profile, field));
        }

        return new XDocument(new XDeclaration("1.0", "utf-8", null), root);
    }

    private static XElement Aliases() => new(
        Schema + "Aliases",
        UaNodes.Aliases.Select(alias => new XElement(Schema + "Alias", new XAttribute("Alias", alias.Name), $"i={alias.Id}")));

    private static XElement Machine(ProfileModel profile)
    {
        XElement machine = Node("UAObject", profile.Name, profile.Name, profile.Description);
        machine.Add(References(
            Reference("HasTypeDefinition", UaNodes.BaseObjectType),
            Reference("Organizes", UaNodes.ObjectsFolder, isForward: false)));
        return machine;
    }

    private static IEnumerable<XElement> Field(ProfileModel profile, ProfileField field)
    {
        // A point in a field's name must not make its id that of another field's property.
        string id = $"{profile.Name}.{field.Name.Replace("%", "%25", StringComparison.Ordinal).Replace(".", "%2E", StringComparison.Ordinal)}";
        List<XElement> properties = [];
        void Add(string name, string dataType, XElement value, int valueRank = -1) => properties.Add(Property(id, name, dataType, value, valueRank));
        Add("Definition", "String", Scalar("String", FieldChain.LineOf(profile, field)));
        if (field.Unit is { } unit)
        {
            Add("EngineeringUnits", "EUInformation", Unit(unit));
        }

        if (field.Range is { } range)
        {
            Add("EURange", "Range", Range(range));
        }

        if (field.Enumeration is { } enumeration)
        {
            Add("EnumStrings", "LocalizedText", EnumStrings(enumeration), valueRank: 1);
        }

        if (field.Limits is { } limits)
        {
            Add("LowLimit", "Double", Scalar("Double", Text(limits.Low)));
            Add("HighLimit", "Double", Scalar("Double", Text(limits.High)));
        }

        if (ExpandedNode.Of(field) is { Length: > 0 } standsFor)
        {
            Add("StandsFor", "String", Scalar("String", standsFor));
        }

        XElement variable = Node("UAVariable", id, field.Name, field.Description);
        variable.Add(new XAttribute("ParentNodeId", NodeId(profile.Name)), new XAttribute("DataType", field.Type.ToString()));
        if (field.Length > 0)
        {
            variable.Add(new XAttribute("ValueRank", 1), new XAttribute("ArrayDimensions", field.Length));
        }

        variable.Add(References(
            [
                Reference("HasTypeDefinition", TypeOf(field)),
                Reference("HasComponent", NodeId(profile.Name), isForward: false),
                .. properties.Select(property => Reference("HasProperty", property.Attribute("NodeId")!.Value)),
            ]));
        return [variable, .. properties];
    }

    /// <summary>The VariableType that has the properties the field has (OPC 10000-8, 5.3).</summary>
    private static string TypeOf(ProfileField field)
    {
        bool isUnsigned = field.Type is BuiltInType.Byte or BuiltInType.UInt16 or BuiltInType.UInt32 or BuiltInType.UInt64;
        if (field.Enumeration != null)
        {
            return isUnsigned && field.Length == 0 ? UaNodes.MultiStateDiscreteType : UaNodes.DataItemType; // its DataType is UInteger, 5.3.3.3
        }

        bool isNumber = field.Type is not (BuiltInType.Boolean or BuiltInType.String or BuiltInType.DateTime);
        return (isNumber, field.Unit != null, field.Range != null) switch
        {
            (true, true, true) => UaNodes.AnalogUnitRangeType,
            (true, true, false) => UaNodes.AnalogUnitType,
            (true, false, true) => UaNodes.AnalogItemType,
            _ => UaNodes.DataItemType,
        };
    }

    private static XElement Property(string parent, string name, string dataType, XElement value, int valueRank)
    {
        // The properties that Part 8 defines are of namespace 0; the others are of this one.
        bool isStandard = name is "Definition" or "EngineeringUnits" or "EURange" or "EnumStrings";
        XElement property = new(
            Schema + "UAVariable",
            new XAttribute("NodeId", NodeId($"{parent}.{name}")),
            new XAttribute("BrowseName", isStandard ? name : $"1:{name}"),
            new XAttribute("ParentNodeId", NodeId(parent)),
            new XAttribute("DataType", dataType));
        if (valueRank > 0)
        {
            property.Add(new XAttribute("ValueRank", valueRank), new XAttribute("ArrayDimensions", value.Elements().Count()));
        }

        property.Add(
            new XElement(Schema + "DisplayName", name),
            References(Reference("HasTypeDefinition", UaNodes.PropertyType), Reference("HasProperty", NodeId(parent), isForward: false)),
            new XElement(Schema + "Value", value));
        return property;
    }

    private static XElement Node(string element, string id, string name, string description)
    {
        XElement node = new(
            Schema + element,
            new XAttribute("NodeId", NodeId(id)),
            new XAttribute("BrowseName", $"1:{name}"),
            new XElement(Schema + "DisplayName", name));
        if (description.Length > 0)
        {
            node.Add(new XElement(Schema + "Description", description));
        }

        return node;
    }

    private static XElement References(params IEnumerable<XElement> references) => new(Schema + "References", references);

    private static XElement Reference(string type, string target, bool isForward = true)
    {
        XElement reference = new(Schema + "Reference", new XAttribute("ReferenceType", type), target);
        if (!isForward)
        {
            reference.Add(new XAttribute("IsForward", "false"));
        }

        return reference;
    }

    private static XElement Scalar(string type, string value) => new(Types + type, value);

    private static XElement Unit(ProfileUnit unit) => Extension(
        UaNodes.EUInformationXml,
        new XElement(
            Types + "EUInformation",
            new XElement(Types + "NamespaceUri", EngineeringUnit.NamespaceUri),
            new XElement(Types + "UnitId", unit.UnitId),
            new XElement(Types + "DisplayName", new XElement(Types + "Text", unit.DisplayName)),
            new XElement(Types + "Description", new XElement(Types + "Text", unit.Description))));

    private static XElement Range(ProfileRange range) => Extension(
        UaNodes.RangeXml,
        new XElement(Types + "Range", new XElement(Types + "Low", Text(range.Low)), new XElement(Types + "High", Text(range.High))));

    private static XElement Extension(string encoding, XElement body) => new(
        Types + "ExtensionObject",
        new XElement(Types + "TypeId", new XElement(Types + "Identifier", encoding)),
        new XElement(Types + "Body", body));

    private static XElement EnumStrings(ProfileEnumeration enumeration) => new(
        Types + "ListOfLocalizedText",
        enumeration.Names.Select(name => new XElement(Types + "LocalizedText", new XElement(Types + "Text", name))));

    private static string NodeId(string id) => $"ns=1;s={id}";

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static string Text(DateTime time) => time.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    private static DateTime VersionTime(uint seconds) => new DateTime(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddSeconds(seconds);
}
