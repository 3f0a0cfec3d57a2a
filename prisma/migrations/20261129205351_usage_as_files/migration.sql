-- AlterEnum
ALTER TYPE "export_kind" ADD VALUE 'usage';
