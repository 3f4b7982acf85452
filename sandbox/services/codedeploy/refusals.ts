import { ServiceError } from '../../service';

/** CodeDeploy's own refusal of this name. */
export function refusal(name: string, message: string): ServiceError {
  return new ServiceError({ name, message });
}
