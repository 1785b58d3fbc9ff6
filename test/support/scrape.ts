/** The text of a scrape of a gateway's metrics. */
export async function scrape({ metricsUrl }: { readonly metricsUrl: string | undefined }): Promise<string> {
  const response = await fetch(String(metricsUrl));
  if (response.status !== 200) throw new Error(`Metrics are answered with ${response.status}`);
  return response.text();
}

/** @param sample name and labels @returns NaN if the scrape does not have it */
export function sampleValue(text: string, sample: string): number {
  const line = text.split('\n').find((candidate) => candidate.startsWith(`${sample} `));
  return Number(line?.slice(sample.length + 1));
}
