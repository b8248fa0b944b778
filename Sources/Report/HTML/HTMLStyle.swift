/// How the page looks: one column on a phone, with the contents beside it if there is room.
enum HTMLStyle {
    static let css = """
        :root{--ink:#1f2328;--quiet:#57606a;--ground:#fff;--raised:#f6f8fa;--line:#d1d9e0;--link:#0b57b7;--failure:#b42318;--success:#1a7f37}
        @media(prefers-color-scheme:dark){:root{--ink:#f0f6fc;--quiet:#a5afba;--ground:#0d1117;--raised:#151b23;\
        --line:#3d444d;--link:#79b8ff;--failure:#ff8f87;--success:#56d364}}
        *{box-sizing:border-box}
        body{margin:0;background:var(--ground);color:var(--ink);\
        font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}
        main{min-width:0;max-width:72rem;padding:0 1rem 4rem}
        nav{padding:1rem}
        nav p{color:var(--quiet);margin:0}
        nav ul{list-style:none;margin:.5rem 0 0;padding:0}
        nav li{padding:.2rem 0}
        nav .level3{padding-left:1rem;font-size:.9rem}
        a{color:var(--link)}
        h1 a,h2 a,h3 a,nav a{color:inherit;text-decoration:none}
        h1 a:hover,h2 a:hover,h3 a:hover,nav a:hover{text-decoration:underline}
        h1{font-size:1.7rem;line-height:1.25}
        h2{font-size:1.3rem;line-height:1.3;margin-top:2.5rem;padding-bottom:.3rem;border-bottom:1px solid var(--line)}
        h3{font-size:1.05rem;margin-top:2rem}
        p,li{max-width:46rem;overflow-wrap:anywhere}
        main ul{padding-left:1.3rem}
        code{font:.86em ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}
        td code{font-size:.95em}
        p code,li code{background:var(--raised);padding:.1em .3em;border-radius:4px}
        pre{white-space:pre-wrap;overflow-wrap:anywhere;background:var(--raised);border-radius:6px;padding:.6rem .8rem;max-width:46rem}
        .scroll{overflow:auto;max-height:80vh;border:1px solid var(--line);border-radius:6px;margin:1rem 0}
        table{border-collapse:separate;border-spacing:0;font-size:.84rem;white-space:nowrap;width:100%}
        th,td{padding:.35rem .5rem;text-align:left;border-bottom:1px solid var(--line)}
        tbody tr:last-child td{border-bottom:0}
        th{position:sticky;top:0;background:var(--raised);font-weight:600;white-space:normal;vertical-align:bottom}
        tbody tr:hover td{background:var(--raised)}
        .number{text-align:right;font-variant-numeric:tabular-nums}
        .long{white-space:normal;min-width:min(15rem,50vw);overflow-wrap:anywhere}
        .failure{color:var(--failure)}
        .failure::before{content:"✗ "}
        .success{color:var(--success)}
        .success::before{content:"✓ "}
        .quiet{color:var(--quiet)}
        td:first-child,th:first-child{position:sticky;left:0;background:var(--ground);z-index:1}
        th:first-child{background:var(--raised);z-index:2}
        th button{font:inherit;color:inherit;background:none;border:0;padding:0;cursor:pointer;text-align:inherit}
        th button:hover{text-decoration:underline}
        th[aria-sort=ascending] button::after{content:" ▲"}
        th[aria-sort=descending] button::after{content:" ▼"}
        input[type=search]{font:inherit;font-size:.9rem;color:inherit;background:var(--raised);\
        border:1px solid var(--line);border-radius:6px;padding:.3rem .6rem;max-width:100%}
        .page{border-top:1px solid var(--line)}
        .page>summary{font-weight:600;padding:.6rem 0}
        .drawing{overflow-x:auto;margin:1rem 0}
        .drawing svg{display:block;width:100%;min-width:27rem;max-width:44rem;height:auto}
        .row{display:flex;flex-wrap:wrap;gap:1rem;align-items:flex-start}
        .row .drawing{margin:0;max-width:100%}
        .row .drawing svg{width:auto;min-width:0;max-width:none}
        .gallery{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,30rem),1fr));gap:1rem}
        .gallery .drawing{margin:0}
        main summary{cursor:pointer;color:var(--link);padding:.4rem 0}
        .m0{fill:#2166ac}.m1{fill:#b2182b}.m2{fill:#111;stroke:#888}.m3{fill:#ff40ff}
        image{image-rendering:pixelated}
        @media(max-width:40rem){.row .drawing svg{max-width:27rem}}
        @media(min-width:75rem){
        body{display:grid;grid-template-columns:15rem minmax(0,1fr);gap:1rem}
        main{grid-column:2;grid-row:1}
        nav{grid-column:1;grid-row:1;position:sticky;top:0;align-self:start;max-height:100vh;overflow:auto;border-right:1px solid var(--line);\
        min-height:100vh}
        }
        @media print{nav{display:none}.scroll{max-height:none;overflow:visible}}
        """
}
