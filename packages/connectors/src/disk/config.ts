import { z } from "zod";

/** Where files are kept. */
export const DiskConfig = z.object({
  dataDir: z.string().min(1).meta({
    title: "Data folder",
    description: "Files are in the folder files of it. Processes on several machines need S3.",
    variable: "DATA_DIR",
    variableOnly: true,
  }),
});

export type DiskConfig = z.output<typeof DiskConfig>;
