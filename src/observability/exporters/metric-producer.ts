import { type HrTime, ValueType } from '@opentelemetry/api';
import { millisToHrTime } from '@opentelemetry/core';
import { emptyResource } from '@opentelemetry/resources';
import {
  AggregationTemporality,
  type DataPoint,
  DataPointType,
  type Histogram as HistogramValue,
  type MetricData,
  type MetricProducer,
} from '@opentelemetry/sdk-metrics';
import { Counter, Gauge, Histogram, type Metric, type MetricValueWithName, type Registry } from 'prom-client';

interface Period {
  readonly startTime: HrTime;
  readonly endTime: HrTime;
}

/**
 * Converts the registry to OpenTelemetry metrics with the same names and labels, cumulative from now on. Names include
 * their units; a separate unit would be appended to the name by receivers.
 *
 * @see https://opentelemetry.io/docs/specs/otel/compatibility/prometheus_and_openmetrics/
 */
export function createMetricProducer(registry: Registry): MetricProducer {
  const startTime = millisToHrTime(Date.now());
  return {
    async collect() {
      const period = { startTime, endTime: millisToHrTime(Date.now()) };
      const names = registry.getMetricsAsArray().map(({ name }) => name);
      const metrics = await Promise.all(names.map((name) => toData(registry.getSingleMetric(name), period)));
      return {
        resourceMetrics: {
          resource: emptyResource(),
          scopeMetrics: [
            {
              scope: { name: 'fin-gateway' },
              metrics: metrics.flatMap((data) => (data && data.dataPoints.length > 0 ? data : [])),
            },
          ],
        },
        errors: [],
      };
    },
  };
}

async function toData(metric: Metric | undefined, period: Period): Promise<MetricData | undefined> {
  if (metric instanceof Counter) {
    const { name, help, values } = await metric.get();
    return {
      ...describe(name, help),
      dataPointType: DataPointType.SUM,
      isMonotonic: true,
      dataPoints: toPoints(values, period),
    };
  }
  if (metric instanceof Gauge) {
    const { name, help, values } = await metric.get();
    return {
      ...describe(name, help),
      dataPointType: DataPointType.GAUGE,
      dataPoints: toPoints(values, period),
    };
  }
  if (metric instanceof Histogram) {
    const { name, help, values } = await metric.get();
    return {
      ...describe(name, help),
      dataPointType: DataPointType.HISTOGRAM,
      dataPoints: toHistogramPoints(values, period),
    };
  }
  return undefined;
}

function describe(name: string, description: string) {
  return {
    descriptor: { name, description, unit: '', valueType: ValueType.DOUBLE },
    aggregationTemporality: AggregationTemporality.CUMULATIVE,
  };
}

/** Omits NaN, the mean of no values, because JSON cannot represent it. */
function toPoints(values: readonly MetricValueWithName<string>[], period: Period): DataPoint<number>[] {
  return values
    .filter(({ value }) => Number.isFinite(value))
    .map(({ labels, value }) => ({ ...period, attributes: toAttributes(labels), value }));
}

/** prom-client's buckets are sorted by bound and cumulative: each includes the smaller ones. */
function toHistogramPoints(
  values: readonly MetricValueWithName<string>[],
  period: Period,
): DataPoint<HistogramValue>[] {
  const series = Map.groupBy(values, ({ labels: { le: _bound, ...labels } }) => JSON.stringify(labels));
  return [...series.values()].map((samples) => {
    const buckets = samples.flatMap(({ labels: { le: bound, ...labels }, value }) =>
      bound === undefined ? [] : { bound, labels, cumulativeCount: value },
    );
    return {
      ...period,
      attributes: toAttributes(buckets[0]?.labels ?? {}),
      value: {
        buckets: {
          boundaries: buckets.slice(0, -1).map(({ bound }) => Number(bound)),
          counts: buckets.map(
            ({ cumulativeCount }, index) => cumulativeCount - (buckets[index - 1]?.cumulativeCount ?? 0),
          ),
        },
        sum: samples.find(({ metricName }) => metricName?.endsWith('_sum'))?.value ?? 0,
        count: buckets.at(-1)?.cumulativeCount ?? 0,
      },
    };
  });
}

/** Converts all labels to strings, like Prometheus. Otherwise a status would be a number or a word. */
function toAttributes(labels: Readonly<Record<string, string | number | undefined>>): Record<string, string> {
  return Object.fromEntries(Object.entries(labels).map(([name, value]) => [name, String(value)]));
}
