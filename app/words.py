"""What the page says, in English and in Chinese. A new language is one more `Words`."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """Every text of the page. `{}` is filled in where it is shown."""

    code: str
    tagline: str
    ask_page: str
    library_page: str
    evaluation_page: str
    ask_placeholder: str
    new_conversation: str
    conversations: str
    search_conversations: str
    no_conversations: str
    nothing_found: str
    options: str
    rename: str
    delete_conversation: str
    export: str
    export_markdown: str
    export_json: str
    export_html: str
    export_bibtex: str
    library: str
    library_count: str
    only_these: str
    only_these_help: str
    all_documents: str
    add_files: str
    add_help: str
    remove: str
    undo: str
    removed: str
    waiting: str
    adding: str
    added: str
    updated: str
    unchanged: str
    failed: str
    retry: str
    clear_results: str
    begin_title: str
    begin_text: str
    starters: str
    followups: str
    earlier: str
    thinking: str
    comment: str
    comment_placeholder: str
    question_row: str
    question_row_help: str
    question_row_kept: str
    close: str
    source: str
    page: str
    page_number: str
    page_of: str
    section_named: str
    front_matter: str
    bibliography: str
    previous: str
    next: str
    larger: str
    smaller: str
    picture_of: str
    moved: str
    vanished: str
    document_gone: str
    no_picture: str
    in_library: str
    footnote: str
    sources: str
    nearest: str
    abstained: str
    copy: str
    copied: str
    no_evidence: str
    sure: str
    fairly_sure: str
    unsure: str
    searched: str
    searched_as_asked: str
    seconds: str
    supported: str
    partly_supported: str
    unsupported: str
    not_yours: str
    too_many_files: str
    too_often: str
    sign_in: str
    sign_out: str
    sign_in_first: str
    filter_documents: str
    sort_by: str
    sort_title: str
    sort_year: str
    sort_added: str
    pages_count: str
    passages_count: str
    references_count: str
    outline: str
    passages: str
    warnings: str
    no_reports: str
    report: str
    compare_with: str
    measure: str
    kind: str
    questions: str
    authors: str
    references_title: str
    pages_title: str
    section: str
    cited_in: str
    mean: str
    interval: str
    risk_coverage: str
    coverage: str
    risk: str
    latency: str
    share_axis: str
    seconds_axis: str
    changed: str
    about: str
    which_references: str
    what_about: str


ENGLISH = Words(
    code="en",
    tagline="Every sentence can be checked.",
    ask_page="Ask",
    library_page="Library",
    evaluation_page="Evaluation",
    ask_placeholder="Ask your documents, or drop files here",
    new_conversation="New conversation",
    conversations="Conversations",
    search_conversations="Search conversations",
    no_conversations="Your conversations will be listed here.",
    nothing_found="Nothing found.",
    options="Options of this conversation",
    rename="Name",
    delete_conversation="Delete this conversation",
    export="Export",
    export_markdown="Markdown",
    export_json="JSON",
    export_html="HTML, to print",
    export_bibtex="BibTeX of what is cited",
    library="Library",
    library_count="Documents: {}",
    only_these="Ask only these",
    only_these_help="Nothing chosen: all documents are asked.",
    all_documents="All documents",
    add_files="Add files",
    add_help="PDF, Markdown, text, Word, HTML, EPUB, LaTeX, JATS, or a .zip of them.",
    remove="Remove",
    undo="Undo",
    removed="Removed “{}”.",
    waiting="waiting",
    adding="reading and indexing",
    added="added",
    updated="updated",
    unchanged="already in the library",
    failed="not added",
    retry="Try again",
    clear_results="Clear this list",
    begin_title="Begin with a document",
    begin_text=(
        "Drop a paper into the box below, or choose files under “Library” at the side. "
        "Then ask: each sentence of an answer ends in a number that leads to the page it "
        "stands on. Nothing leaves this machine."
    ),
    starters="Try one of these",
    followups="Ask next",
    earlier="Show earlier questions ({})",
    thinking="Searching the documents",
    comment="Comment",
    comment_placeholder="What was right or wrong?",
    question_row="Keep as a test question",
    question_row_help="Adds the question with its source to questions.jsonl in the library.",
    question_row_kept="Kept in questions.jsonl.",
    close="Close the source",
    source="Source",
    page="Page",
    page_number="page {}",
    page_of="page {} of {}",
    section_named="section {}",
    front_matter="front matter",
    bibliography="references",
    previous="Previous page",
    next="Next page",
    larger="Larger",
    smaller="Smaller",
    picture_of="Page {} of {}",
    moved="This quote has moved: the document changed after the answer was given.",
    vanished="This quote is no longer in the document: it changed after the answer was given.",
    document_gone="This document is no longer in the library.",
    no_picture="The page cannot be drawn: {}",
    in_library="The cited work is in the library: {}",
    footnote="Footnote",
    sources="Sources ({})",
    nearest="The nearest passages",
    abstained="The documents do not say.",
    copy="Copy",
    copied="Copied",
    no_evidence="No good evidence found",
    sure="High confidence",
    fairly_sure="Fair confidence",
    unsure="Low confidence: check the source",
    searched="Searched: “{}”",
    searched_as_asked="Searched as asked",
    seconds="{:.2f} s",
    supported="supported by its source",
    partly_supported="partly supported",
    unsupported="not supported by its source",
    not_yours="There is no such conversation here. A new one was begun.",
    too_many_files="Please add at most {} files at once.",
    too_often="That was {} questions in a minute. Please wait a moment.",
    sign_in="Sign in",
    sign_out="Sign out",
    sign_in_first="Please sign in to ask the documents.",
    filter_documents="Filter by title, author or year",
    sort_by="Sort by",
    sort_title="Title",
    sort_year="Year",
    sort_added="Date added",
    pages_count="{} pages",
    passages_count="{} passages",
    references_count="{} references",
    outline="Outline",
    passages="Passages",
    warnings="Warnings",
    no_reports=(
        "No reports yet. `python -m eval run QUESTIONS.jsonl --out build/reports/NAME.json` "
        "writes one."
    ),
    report="Report",
    compare_with="Compare with",
    measure="Measure",
    kind="Kind",
    questions="Questions",
    authors="Authors",
    references_title="References",
    pages_title="Pages",
    section="Section",
    cited_in="Cited in",
    mean="mean",
    interval="95 % interval",
    risk_coverage="Risk against coverage",
    coverage="share of questions answered",
    risk="share of those wrong",
    latency="Time to an answer",
    share_axis="share of questions",
    seconds_axis="seconds",
    changed="Questions that came out differently: {}",
    about="What is “{}” about?",
    which_references="How many references does it cite?",
    what_about="What does it say about {}?",
)

CHINESE = Words(
    code="zh",
    tagline="每一句都可核对。",
    ask_page="提问",
    library_page="文库",
    evaluation_page="评测",
    ask_placeholder="向文档提问，或把文件拖到这里",
    new_conversation="新对话",
    conversations="对话",
    search_conversations="搜索对话",
    no_conversations="您的对话会列在这里。",
    nothing_found="没有找到。",
    options="此对话的选项",
    rename="名称",
    delete_conversation="删除此对话",
    export="导出",
    export_markdown="Markdown",
    export_json="JSON",
    export_html="HTML（可打印）",
    export_bibtex="所引文献的 BibTeX",
    library="文库",
    library_count="文档数：{}",
    only_these="只问这些文档",
    only_these_help="不选则询问全部文档。",
    all_documents="全部文档",
    add_files="添加文件",
    add_help="PDF、Markdown、文本、Word、HTML、EPUB、LaTeX、JATS，或它们的 .zip。",
    remove="移除",
    undo="撤销",
    removed="已移除“{}”。",
    waiting="等待中",
    adding="正在读取和索引",
    added="已添加",
    updated="已更新",
    unchanged="文库中已有",
    failed="未添加",
    retry="重试",
    clear_results="清除列表",
    begin_title="从一篇文档开始",
    begin_text=(
        "把论文拖到下面的输入框，或在侧栏“文库”中选择文件。然后提问："
        "答案的每一句后面都有编号，指向原文所在的页面。数据不会离开本机。"
    ),
    starters="试试这些问题",
    followups="接着问",
    earlier="显示更早的问题（{}）",
    thinking="正在检索文档",
    comment="评论",
    comment_placeholder="哪里对，哪里不对？",
    question_row="存为测试题",
    question_row_help="把问题和来源加入文库中的 questions.jsonl。",
    question_row_kept="已存入 questions.jsonl。",
    close="关闭来源",
    source="来源",
    page="页面",
    page_number="第 {} 页",
    page_of="第 {} 页，共 {} 页",
    section_named="第 {} 节",
    front_matter="首页信息",
    bibliography="参考文献",
    previous="上一页",
    next="下一页",
    larger="放大",
    smaller="缩小",
    picture_of="第 {} 页：{}",
    moved="引文位置已变：回答之后文档有改动。",
    vanished="文档中已没有这段引文：回答之后文档有改动。",
    document_gone="该文档已不在文库中。",
    no_picture="无法显示页面：{}",
    in_library="被引文献在文库中：{}",
    footnote="脚注",
    sources="来源（{}）",
    nearest="最接近的段落",
    abstained="这些文档没有说明。",
    copy="复制",
    copied="已复制",
    no_evidence="没有找到充分的依据",
    sure="把握较大",
    fairly_sure="把握一般",
    unsure="把握较小：请核对来源",
    searched="检索词：“{}”",
    searched_as_asked="按原问题检索",
    seconds="{:.2f} 秒",
    supported="有来源支持",
    partly_supported="部分有来源支持",
    unsupported="来源不支持",
    not_yours="这里没有该对话，已新建一个。",
    too_many_files="一次最多添加 {} 个文件。",
    too_often="一分钟内已提问 {} 次，请稍候。",
    sign_in="登录",
    sign_out="退出",
    sign_in_first="请先登录再提问。",
    filter_documents="按标题、作者或年份筛选",
    sort_by="排序",
    sort_title="标题",
    sort_year="年份",
    sort_added="添加时间",
    pages_count="{} 页",
    passages_count="{} 段",
    references_count="{} 条参考文献",
    outline="目录",
    passages="段落",
    warnings="提示",
    no_reports=(
        "还没有报告。`python -m eval run QUESTIONS.jsonl --out build/reports/NAME.json` "
        "会生成一份。"
    ),
    report="报告",
    compare_with="对比",
    measure="指标",
    kind="类型",
    questions="题目",
    authors="作者",
    references_title="参考文献",
    pages_title="页数",
    section="章节",
    cited_in="引用处",
    mean="均值",
    interval="95 % 区间",
    risk_coverage="风险与覆盖率",
    coverage="已回答的比例",
    risk="其中答错的比例",
    latency="回答用时",
    share_axis="题目比例",
    seconds_axis="秒",
    changed="结果不同的题目：{}",
    about="“{}”讲的是什么？",
    which_references="它引用了多少篇参考文献？",
    what_about="它对“{}”说了什么？",
)


def words_for_text(text: str) -> Words:
    """Return the words of the language that `text` is in, so that questions about it match it."""
    return CHINESE if any("\u4e00" <= letter <= "\u9fff" for letter in text) else ENGLISH


def choose_words(locale: str | None) -> Words:
    """Return the words for a browser's language ("zh-CN"); English where there are none."""
    return CHINESE if (locale or "").lower().startswith("zh") else ENGLISH
