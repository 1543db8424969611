/** OPC UA StatusCodes in words, and what to do about them. */

export type Quality = 'good' | 'uncertain' | 'bad';

const ADVICE: Record<string, string> = {
  BadWaitingForInitialData: 'No reading yet; wait a moment.',
  BadSensorFailure: 'The reading is outside of what the sensor can give. Look for a broken or shorted wire.',
  BadDeviceFailure: 'The converter or device reports a fault. Look at its supply and wiring.',
  BadNotConnected: 'Nothing is connected to this input.',
  BadCommunicationError: 'The device on the bus answers wrongly. Look at bus wiring, speed and address.',
  BadNoCommunication: 'The device on the bus does not answer. Look at its supply, the bus wiring and its address.',
  BadTimeout: 'The device has not answered in time. Look at its supply and wiring.',
  BadOutOfRange: 'The value does not fit the field’s type. Look at scaling and calibration.',
  BadConfigurationError: 'The profile and this input do not fit each other. Look at the profile.',
  BadNotSupported: 'This board can’t read that input.',
  UncertainEngineeringUnitsExceeded: 'The value is outside its limits.',
  UncertainSensorNotAccurate: 'The sensor reads outside of its accurate range.',
  UncertainSubNormal: 'Some of the values it is made of are missing.',
  UncertainLastUsableValue: 'This is the last value; newer ones are missing.',
  UncertainInitialValue: 'This is a start value; there is no measured one yet.',
};

/** "Bad_SensorFailure" and "BadSensorFailure, low" as "BadSensorFailure" */
function nameOf(status: string): string {
  return (/^\w+/.exec(status.trim())?.[0] ?? '').replace(/_/g, '');
}

export function qualityOf(status: string): Quality {
  const name = nameOf(status);
  if (name.startsWith('Good')) return 'good';
  return name.startsWith('Uncertain') ? 'uncertain' : 'bad';
}

/** @returns "Bad: sensor failure" of "BadSensorFailure" */
export function statusWords(status: string): string {
  const name = nameOf(status);
  const match = /^(Good|Uncertain|Bad)(.*)$/.exec(name);
  if (!match) return status || 'Unknown';
  const rest = match[2]!.replace(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase();
  const extra = status.trim().slice(/^\w+/.exec(status.trim())![0].length).replace(/^[\s,]+/, '');
  return (rest ? `${match[1]}: ${rest}` : match[1]!) + (extra ? ` (${extra})` : '');
}

/** @returns what to do, or empty */
export function statusAdvice(status: string): string {
  return ADVICE[nameOf(status)] ?? '';
}
