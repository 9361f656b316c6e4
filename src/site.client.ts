import '#src/ui/live-part.client.ts';
import '#src/forum/ask-suggestions.client.ts';
import '#src/forum/draft-keeper.client.ts';
