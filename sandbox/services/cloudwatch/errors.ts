import { ServiceError } from '../../service';

export const invalid = (message: string): ServiceError =>
  new ServiceError({ name: 'ValidationException', message, queryCode: 'ValidationError' });

export const invalidCombination = (message: string): ServiceError =>
  new ServiceError({ name: 'InvalidParameterCombinationException', message });

export const invalidValue = (message: string): ServiceError =>
  new ServiceError({ name: 'InvalidParameterValueException', message });

export const missingParameter = (message: string): ServiceError =>
  new ServiceError({ name: 'MissingRequiredParameterException', message, queryCode: 'MissingParameter' });

export const invalidNextToken = (): ServiceError =>
  new ServiceError({ name: 'InvalidNextToken', message: 'The specified nextToken is invalid.' });

export const noSuchAlarm = (names: readonly string[]): ServiceError =>
  new ServiceError({
    name: 'ResourceNotFound',
    message: `Unable to find alarm(s): [${names.join(', ')}]`,
    status: 404,
  });

/** The name that reaches SDK callers of CloudWatch is `Throttling`, not `ThrottlingException`. */
export const throttled = (): ServiceError => new ServiceError({ name: 'Throttling', message: 'Rate exceeded' });
