"""A saved page of an invented news site, with what such pages put round an article."""

PAGE = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">
<title>Harbour talks resume | The Coast Post</title>
<meta property="og:site_name" content="The Coast Post"><link rel="canonical" href="https://example.org/harbour">
<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [{"@type": "NewsArticle",
"headline": "Harbour talks resume", "datePublished": "2031-05-20T21:15:00+02:00",
"publisher": {"@type": "Organization", "name": "The Coast Post"}}]}</script><style>p{color:red}</style></head><body>
<nav><ul><li><a href="/">Home</a><li><a href="/w">World</a><li><a href="/s">Sport</a></ul></nav>
<div id="page"><main><article class="story"><header><h1>Harbour talks resume</h1>
<p class="byline">By our staff</p></header>
<p>&ldquo;We will open the harbour once the mines are gone,&rdquo; Foreign Minister Ada&nbsp;Lorn of
Westmark said on Monday &amp; smiled.</p>
<p>The foreign minister of Ostland, Per Hald, replied that <b>his government</b> would clear the mines only if<br>the
blockade was lifted. &#8220;Not a day before,&#x201d; he said.</p>
<div class="related"><h3>Related stories</h3><ul><li><a href="/a">Fishermen protest in Westmark harbour</a></li>
<li><a href="/b">“I will never sign,” says Lorn</a></li></ul></div>
<p>Talks are to continue in the neutral town of Mirren next week, a spokesperson for the mediators said, adding that
both sides had “come closer than ever before” over two days.</p></article>
<aside class="newsletter"><p>Sign up for our newsletter! Enter your e-mail address.</p></aside></main>
<div id="comments"><form><label>Please enter your comment!</label><textarea>foo</textarea><button>Send</button></form>
<p class="comment">Joe said he “does not believe a word”.</p></div></div>
<footer>© 2031 The Coast Post. All rights reserved.</footer><script>var x = "<p>no</p>";</script></body></html>
"""
