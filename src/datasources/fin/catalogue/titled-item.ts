import { z } from 'zod/mini';

export interface TitledItem {
  readonly id: number;
  readonly title: string;
}

export const titledItem: z.ZodMiniType<TitledItem> = z.object({ id: z.int(), title: z.string() });
