import { idPattern, Page, pageQuery, Timestamp } from "@crossdock/core";
import { z } from "zod";
import { Email } from "../procedure/fields.ts";

export const InquiryId = z.string().regex(idPattern("inq"));
export const InquiryStatus = z.enum(["open", "answered"]);

export const Inquiry = z
  .object({
    id: InquiryId,
    name: z.string().max(200),
    email: z.string().max(254),
    message: z.string().max(5000),
    status: InquiryStatus,
    answer: z.string().max(5000).nullable(),
    answeredAt: Timestamp.nullable(),
    createdAt: Timestamp,
    updatedAt: Timestamp,
  })
  .meta({ id: "Inquiry" });

export const InquiryPage = Page(Inquiry).meta({ id: "InquiryPage" });
export const ListInquiries = z.strictObject({ ...pageQuery, status: InquiryStatus.optional() });
export const GetInquiry = z.strictObject({ id: InquiryId });

export const CreateInquiry = z
  .strictObject({
    name: z.string().trim().min(1).max(200),
    email: Email,
    message: z.string().trim().min(1).max(5000),
  })
  .meta({ id: "CreateInquiry" });

export const AnswerInquiry = z
  .strictObject({ id: InquiryId, answer: z.string().trim().min(1).max(5000) })
  .meta({ id: "AnswerInquiry" });
