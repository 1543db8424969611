// Decodes OPC UA PubSub payloads with node-opcua: a JSON object a line in, a JSON object a line out.
//
// {"uadp": "<hex>"}      a NetworkMessage with DataSetMessages  -> {"uadp": {...}}
// {"metaData": "<hex>"}  a DataSetMetaDataType                  -> {"metaData": {...}}
//
// Either answers {"error": "..."} where node-opcua refuses. Every answer has "consumed", the octets that were read, and "warnings".
// Values are strings, for JSON has neither 64-bit integers nor NaN nor -0.
"use strict";

// node-opcua reports what it does not understand on the console, which is where the answers go.
let warnings = [];
for (const level of ["log", "info", "warn", "error", "debug"]) {
  console[level] = (...parts) => warnings.push(parts.join(" "));
}

// node-opcua-pubsub-common 0.19.1 takes raw data with Buffer.from(buffer, offset, length); for a Buffer that ignores offset and length and
// returns a copy of everything. Here it does what is meant.
const bufferFrom = Buffer.from;
Buffer.from = (value, offset, length) =>
  Buffer.isBuffer(value) && offset !== undefined ? value.subarray(offset, offset + length) : bufferFrom(value, offset, length);

const { BinaryStream } = require("node-opcua-binary-stream");
const { udpNetworkMessage_decode } = require("node-opcua-pubsub-common");
const { DataSetMetaDataType } = require("node-opcua-types");
const { DataType, VariantArrayType, decodeVariant } = require("node-opcua-variant");

const EVENT = 2; // the type in DataSetFlags2
const GOOD = { value: 0 };

/** Node-opcua's form of 64-bit integers is [high, low]. */
function integer64(pair, isSigned) {
  const value = (BigInt(pair[0] >>> 0) << 32n) | BigInt(pair[1] >>> 0);
  return String(isSigned ? BigInt.asIntN(64, value) : value);
}

/** 100 ns since 1601-01-01 UTC; node-opcua puts what a Date cannot hold beside it. */
function ticks(date) {
  const milliseconds = BigInt(date.getTime()) + 11644473600000n; // 1601 to 1970
  return String(milliseconds * 10000n + BigInt(date.picoseconds || 0) / 100000n);
}

function text(dataType, value) {
  switch (dataType) {
    case DataType.Int64:
      return integer64(value, true);
    case DataType.UInt64:
      return integer64(value, false);
    case DataType.DateTime:
      return ticks(value);
    case DataType.LocalizedText:
      return value.text;
    case DataType.ExtensionObject:
      return extensionObject(value);
    default:
      return Object.is(value, -0) ? "-0" : String(value);
  }
}

function extensionObject(value) {
  const name = value.constructor.name;
  switch (name) {
    case "EUInformation":
      return [name, value.namespaceUri, value.unitId, value.displayName.text, value.description.text].join("|");
    case "Range":
      return [name, value.low, value.high].join("|");
    default:
      return name;
  }
}

function variant(value) {
  const isArray = value.arrayType === VariantArrayType.Array;
  const values = isArray ? Array.from(value.value) : [value.value];
  return { type: DataType[value.dataType], isArray, values: values.map((one) => text(value.dataType, one)) };
}

/** A Bad field is a StatusCode without a value; an Uncertain one is a DataValue within the Variant (OPC 10000-14, 7.2.4.5.4). */
function field(index, dataValue) {
  let inner = dataValue;
  if (dataValue.value && dataValue.value.dataType === DataType.DataValue) {
    inner = dataValue.value.value;
  }
  const hasValue = inner.value && inner.value.dataType !== DataType.Null;
  return {
    index,
    isDataValueInVariant: inner !== dataValue,
    status: inner.statusCode.value,
    ...(hasValue ? variant(inner.value) : { type: null, isArray: false, values: [] }),
  };
}

function dataSetMessage(message) {
  const header = message.dataSetMessageHeader;
  const fields = [];
  message.dataValues.forEach((dataValue, index) => fields.push(field(index, dataValue))); // skips what a delta frame leaves out
  return {
    isValid: header.dataSetMessageValid,
    type: header.type,
    fieldEncoding: header.fieldEncoding,
    sequenceNumber: header.dataSetMessageSequenceNumber,
    timestamp: header.timestamp ? ticks(header.timestamp) : null,
    status: header.statusCode.value,
    majorVersion: header.configurationVersion.majorVersion,
    minorVersion: header.configurationVersion.minorVersion,
    rawData: message.rawData ? message.rawData.toString("hex") : null,
    fields,
  };
}

function networkMessage(message) {
  const id = message.publisherId;
  return {
    version: message.version,
    publisherIdType: id ? DataType[id.dataType] : null,
    publisherId: id ? text(id.dataType, id.value) : null,
    groupHeader: message.groupHeader || null,
    dataSetWriterIds: message.dataSetPayloadHeader.dataSetWriterIds,
    timestamp: ticks(message.timestamp), // 0 when there is none
    dataSetMessages: message.dataSetPayload.dataSetMessages.map(dataSetMessage),
  };
}

function metaData(data) {
  return {
    namespaces: data.namespaces,
    structureDataTypes: data.structureDataTypes,
    enumDataTypes: data.enumDataTypes,
    simpleDataTypes: data.simpleDataTypes,
    name: data.name,
    description: data.description.text,
    dataSetClassId: data.dataSetClassId,
    majorVersion: data.configurationVersion.majorVersion,
    minorVersion: data.configurationVersion.minorVersion,
    fields: data.fields.map((one) => ({
      name: one.name,
      description: one.description.text,
      fieldFlags: one.fieldFlags,
      builtInType: one.builtInType,
      dataType: one.dataType.toString(),
      valueRank: one.valueRank,
      arrayDimensions: one.arrayDimensions ? Array.from(one.arrayDimensions) : null,
      maxStringLength: one.maxStringLength,
      dataSetFieldId: one.dataSetFieldId,
      properties: (one.properties || []).map((property) => ({
        key: property.key.namespaceIndex + ":" + property.key.name,
        ...variant(property.value),
      })),
    })),
  };
}

/**
 * node-opcua-pubsub-common 0.19.1 reads an event's header only. Behind it is a FieldCount and as many Variants, as in a key frame (OPC 10000-14, 7.2.4.5.7);
 * node-opcua reads these.
 */
function readEventFields(message, stream) {
  const [only] = message.dataSetPayload.dataSetMessages;
  if (message.dataSetPayload.dataSetMessages.length !== 1 || only.dataSetMessageHeader.type !== EVENT) {
    return message;
  }
  for (let count = stream.readUInt16(); count > 0; count--) {
    const value = decodeVariant(stream);
    const isStatus = value.dataType === DataType.StatusCode;
    only.dataValues.push(isStatus ? { statusCode: value.value } : { value, statusCode: GOOD });
  }
  return message;
}

function answer(request) {
  const stream = new BinaryStream(Buffer.from(request.uadp ?? request.metaData, "hex"));
  const result = {};
  if (request.uadp !== undefined) {
    result.uadp = networkMessage(readEventFields(udpNetworkMessage_decode(stream), stream));
  } else {
    const data = new DataSetMetaDataType();
    data.decode(stream);
    result.metaData = metaData(data);
  }
  return { ...result, consumed: stream.length };
}

const input = require("node:fs").readFileSync(0, "utf8");
for (const line of input.split("\n").filter((one) => one !== "")) {
  warnings = [];
  let result;
  try {
    result = answer(JSON.parse(line));
  } catch (error) {
    result = { error: error.message };
  }
  process.stdout.write(JSON.stringify({ ...result, warnings }) + "\n");
}
