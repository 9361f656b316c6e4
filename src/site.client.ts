import '#src/ui/live-part.client.ts';
