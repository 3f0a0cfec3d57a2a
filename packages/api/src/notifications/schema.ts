import { idPattern, Page, pageQuery, Timestamp } from "@crossdock/core";
import { z } from "zod";

export const NotificationId = z.string().regex(idPattern("ntf"));
export const NotificationStatus = z.enum(["queued", "sent", "kept", "failed"]);

export const Notification = z.object({
  id: NotificationId,
  template: z.string().max(100),
  to: z.string().max(254),
  subject: z.string().max(255),
  status: NotificationStatus.describe("kept: not sent, since no mail server is configured"),
  attempts: z.int().min(0),
  lastError: z.string().max(2000).nullable(),
  sentAt: Timestamp.nullable(),
  createdAt: Timestamp,
});

export const NotificationPage = Page(Notification);
export const NotificationWithText = Notification.extend({ text: z.string(), html: z.string() });

export const ListNotifications = z.strictObject({
  ...pageQuery,
  status: NotificationStatus.optional(),
  to: z.string().max(254).optional(),
});

export const GetNotification = z.strictObject({ id: NotificationId });
