import { randomUUID } from 'node:crypto';
import {
  defaultResource,
  detectResources,
  type Resource,
  resourceAttributesEnvDetector,
  resourceFromAttributes,
  serviceNameEnvDetector,
} from '@opentelemetry/resources';

/** Describes this process. OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES override these values. */
export function createResource(version: string): Resource {
  const own = resourceFromAttributes({
    'service.name': 'fin-gateway',
    'service.version': version,
    // Without it, counts of several replicas would overwrite each other.
    'service.instance.id': randomUUID(),
  });
  const detectors = [resourceAttributesEnvDetector, serviceNameEnvDetector];
  return defaultResource().merge(own).merge(detectResources({ detectors }));
}
