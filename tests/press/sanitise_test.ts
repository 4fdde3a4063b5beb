import { assertEquals, assertFalse } from "../assert.ts";
import { safeLink, sanitise } from "../../lib/press/sanitise.ts";

Deno.test("sanitise() keeps a table as it is", () => {
  const table =
    '<table><caption>A &amp; B</caption><thead><tr><th scope="col" style="text-align: right">x</th></tr></thead></table>';
  assertEquals(sanitise(table), table);
});

Deno.test("sanitise() drops scripts, styles and frames with what they hold", () => {
  assertEquals(sanitise("a<script>b</script>c"), "ac");
  assertEquals(sanitise("a<STYLE>b</STYLE >c"), "ac");
  assertEquals(sanitise("a<iframe srcdoc='<p>b'></iframe>c"), "ac");
  assertEquals(sanitise("a<svg><script>b</script></svg>c"), "ac");
  assertEquals(sanitise("a<script>never closed"), "a");
  assertEquals(sanitise("a<!-- <b> -->c<!-- open"), "ac");
});

Deno.test("sanitise() drops handlers, ids and foreign addresses", () => {
  assertEquals(sanitise('<b onclick="x()" id="main">t</b>'), "<b>t</b>");
  assertEquals(sanitise("<b/onclick=x()>t</b>"), "<b>t</b>");
  assertEquals(sanitise('<img src="https://example.org/a.png">'), "");
  assertEquals(sanitise("<img src=x onerror=x()>"), "");
  assertEquals(
    sanitise('<a href="java&#x09;script:x()">t</a>'),
    "<a>t</a>",
  );
  assertEquals(
    sanitise('<p style="position:fixed;text-align:center">t</p>'),
    '<p style="text-align: center">t</p>',
  );
});

Deno.test("sanitise() closes what was left open and ignores stray ends", () => {
  assertEquals(sanitise("<div><b>t"), "<div><b>t</b></div>");
  assertEquals(sanitise("t</div></article>"), "t");
  assertEquals(sanitise("<ul><li>a</ul>b"), "<ul><li>a</li></ul>b");
});

Deno.test("sanitise() writes broken syntax as text", () => {
  assertEquals(sanitise("1 < 2 > 0"), "1 &lt; 2 &gt; 0");
  assertEquals(sanitise('<b title="a>b'), '&lt;b title="a&gt;b');
  assertFalse(sanitise("<<script>alert(1)</script>").includes("<script"));
  assertEquals(
    sanitise("<b title='\"><script>'>t</b>"),
    '<b title="&quot;&gt;&lt;script&gt;">t</b>',
  );
});

Deno.test("safeLink() allows pages, places, https and mail alone", () => {
  for (const href of ["#a", "b.html#c", "https://a.org", "mailto:a@b.org"]) {
    assertEquals(safeLink(href), true, href);
  }
  for (
    const href of [
      "javascript:x()",
      " jAvaScript:x()",
      "java\tscript:x()",
      "data:text/html,x",
      "vbscript:x",
      "file:///etc/passwd",
    ]
  ) assertEquals(safeLink(href), false, href);
});
