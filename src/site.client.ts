import '#src/articles/article-tabs.client.ts';
import '#src/articles/article-vote.client.ts';
import '#src/articles/page-contents.client.ts';
import '#src/ui/live-part.client.ts';
import '#src/search/search-box.client.ts';
import '#src/forum/ask-suggestions.client.ts';
import '#src/forum/draft-keeper.client.ts';
