namespace BlurDetection.Evaluation.Reporting;

/// <summary>The style sheet of every report: readable from 360 pixels up, light or dark as the reader's system is.</summary>
internal static class ReportStyle
{
    public const string Css = """
        :root{color-scheme:light dark;--paper:#fff;--card:#f6f7f9;--ink:#1b1f24;--muted:#5b6570;--grid:#dfe3e8;--line:#c9d0d8;
          --a:#0969b8;--b:#c4561a;--c:#5a7d1e;--bad:#c62828;--good:#1f7a3d;--wash:#fdecec}
        @media(prefers-color-scheme:dark){:root{
          --paper:#14171b;--card:#1d2228;--ink:#e7ebf0;--muted:#9aa6b2;--grid:#303840;--line:#3d4750;
          --a:#5cb0f2;--b:#f2955c;--c:#a9cf6a;--bad:#ff7b72;--good:#63c784;--wash:#3a2224}}
        *{box-sizing:border-box}
        body{margin:0;background:var(--paper);color:var(--ink);
          font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;-webkit-text-size-adjust:100%}
        main{max-width:1180px;margin:0 auto;padding:20px 16px 64px}
        h1,h2,h3,p{overflow-wrap:anywhere}
        h1{font-size:1.7rem;line-height:1.2;margin:.2em 0}
        h2{font-size:1.2rem;margin:2.2em 0 .6em;padding-bottom:.3em;border-bottom:1px solid var(--line)}
        h3{font-size:1rem;margin:1.4em 0 .4em}
        p{margin:.5em 0;max-width:75ch}
        .muted,figcaption,small{color:var(--muted)}
        code,pre{font-family:ui-monospace,"Cascadia Mono","SF Mono",Menlo,Consolas,"DejaVu Sans Mono",monospace;font-size:.86em}
        pre{background:var(--card);border:1px solid var(--line);border-radius:8px;padding:12px;overflow-x:auto;line-height:1.35}
        .tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(148px,1fr));gap:10px;margin:14px 0}
        .tile{background:var(--card);border:1px solid var(--line);border-radius:10px;padding:10px 12px;min-width:0}
        .tile b{display:block;font-size:1.45rem;line-height:1.25;font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
        .tile span{display:block;color:var(--muted);font-size:.82rem}
        .figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,400px),1fr));gap:16px}
        figure{margin:0;min-width:0}
        figure svg{display:block;width:100%;height:auto;max-width:500px}
        figcaption{font-size:.85rem;margin-top:4px}
        .scroll{overflow-x:auto}
        table{border-collapse:collapse;font-size:.9rem;margin:10px 0;font-variant-numeric:tabular-nums}
        th,td{padding:5px 12px 5px 0;text-align:left;border-bottom:1px solid var(--grid);vertical-align:top}
        th{color:var(--muted);font-weight:600}
        th+th{overflow-wrap:anywhere;min-width:9ch}
        .matrix{display:inline-grid;margin:6px 0 18px;grid-template-columns:auto repeat(2,minmax(86px,120px));gap:4px;font-size:.9rem}
        .matrix>*{padding:8px;text-align:center;border-radius:6px}
        .matrix .head{color:var(--muted);padding:4px;align-self:center}
        .matrix b{display:block;font-size:1.4rem}
        .right{background:color-mix(in srgb,var(--good) 18%,transparent)}
        .wrong{background:color-mix(in srgb,var(--bad) 18%,transparent)}
        .none{background:var(--card);color:var(--muted)}
        .images{display:grid;grid-template-columns:repeat(auto-fill,minmax(148px,1fr));gap:10px}
        .images.pairs{grid-template-columns:repeat(auto-fill,minmax(min(100%,310px),1fr))}
        .image{background:var(--card);border:2px solid var(--line);border-radius:10px;padding:6px;
          font-size:.8rem;line-height:1.35;min-width:0;overflow-wrap:anywhere}
        .image.mistake{border-color:var(--bad);background:var(--wash)}
        .image .row{display:flex;gap:4px}
        .image .row>*{flex:1 1 0;min-width:0}
        .image img{display:block;width:100%;height:128px;object-fit:contain;
          background:color-mix(in srgb,var(--ink) 8%,transparent);border-radius:6px}
        .pairs .image img{height:150px}
        .mistake strong{color:var(--bad)}
        .sheet img{display:block;min-width:640px;width:100%;max-width:1100px;height:auto;border-radius:8px}
        .legend{display:flex;align-items:center;gap:8px;font-size:.85rem;color:var(--muted);flex-wrap:wrap}
        .scale{display:inline-flex;align-items:center;gap:8px;white-space:nowrap}
        .ramp{display:inline-block;width:120px;height:10px;border-radius:5px;
          background:linear-gradient(90deg,#2b3a8c,#2f9e9e,#e8d33f,#d7301f)}
        .note{border-left:4px solid var(--b);background:var(--card);padding:8px 12px;border-radius:0 8px 8px 0;max-width:80ch}
        details{margin:10px 0}summary{cursor:pointer;color:var(--a)}
        @media(max-width:480px){body{font-size:15px}main{padding:14px 12px 48px}h1{font-size:1.35rem}
          .tile b{font-size:1.2rem}.images{grid-template-columns:repeat(auto-fill,minmax(138px,1fr))}th,td{padding-right:9px}}
        @media print{details{display:block}.image,figure,.tile{break-inside:avoid}}
        """;
}
