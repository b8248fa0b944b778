/// The script of the page: tables are sorted by a column and filtered, and links unfold their targets.
///
/// It contains neither "less than" nor an ampersand, so that the page can be read as XML.
enum HTMLScript {
    static let text = """
        'use strict';
        for (const table of document.querySelectorAll('table')) {
          const body = table.tBodies[0], rows = Array.from(body.rows);
          if (rows.length > 9) {
            const input = document.createElement('input');
            input.type = 'search';
            input.placeholder = 'filter ' + rows.length + ' rows';
            input.setAttribute('aria-label', 'filter rows');
            input.addEventListener('input', () => {
              const wanted = input.value.toLowerCase();
              for (const row of rows) row.hidden = !row.textContent.toLowerCase().includes(wanted);
            });
            table.parentElement.before(input);
          }
          const number = text => text === '∞' ? Infinity : parseFloat(text.replace(/,/g, ''));
          Array.from(table.tHead.rows[0].cells).forEach((head, column) => {
            const button = document.createElement('button');
            button.append(...head.childNodes);
            head.append(button);
            button.addEventListener('click', () => {
              const falls = head.getAttribute('aria-sort') === 'ascending';
              for (const other of table.tHead.rows[0].cells) other.removeAttribute('aria-sort');
              head.setAttribute('aria-sort', falls ? 'descending' : 'ascending');
              const text = row => row.cells[column].textContent;
              const compare = (a, b) => {
                const [x, y] = [number(text(a)), number(text(b))];
                if (isNaN(x) || isNaN(y)) return isNaN(x) - isNaN(y) || text(a).localeCompare(text(b));
                return x === y ? 0 : x > y ? 1 : -1;
              };
              rows.sort((a, b) => falls ? compare(b, a) : compare(a, b));
              body.append(...rows);
            });
          });
        }
        const unfold = () => {
          const target = location.hash ? document.getElementById(location.hash.slice(1)) : null;
          const page = target ? target.closest('details') : null;
          if (page) { page.open = true; target.scrollIntoView(); }
        };
        addEventListener('hashchange', unfold);
        unfold();
        """
}
