  // Made by scripts/join_search_script.py of kyyeu/mentions/knowledge: change it there.

  /** Kinds of documents, folded, with the codes of their symbols; * is a word of prose too. */
  const KIND_CODES =
    'chi thi:ct|nghi quyet:nq|ket luan:kl|quyet dinh:qd|quy dinh:qd qyd qdi|quy che:qc|huong dan:hd|thong bao:tb|thong bao ket luan:tb|thong tri:tt|chuong trinh*:ctr|chuong trinh hanh dong*:ctr|ke hoach*:kh|bao cao*:bc|de an*:da|phuong an*:pa|du an*:da|to trinh*:ttr|cong van*:cv|cong dien:cd|nghi dinh:nd|thong tu:tt|thong tu lien tich:ttlt|nghi quyet lien tich:nqlt|lenh*:l|luat:l|bo luat:bl|phap lenh:pl|van ban hop nhat:vbhn|giay moi*:gm|bien ban*:bb|thong cao*:tc|hop dong*:hd|giay uy quyen*:guq|ban ghi nho*:bgn|phieu gui*:pg|van ban*:cv';

  /** Forms of address, folded. */
  const ADDRESSES =
    'ba|bac si|bac sy|be gai|bi can|bi cao|binh nhat|binh nhi|bs|bs cki|bs ckii|bscki|bsckii|ca si|ca sy|cau be|cau thu|co be|co gai|co giao|d c|dai duc|dai ta|dai tuong|dai uy|danh nhan|dao dien|dau su|dc|dien vien|do doc|dong chi|duc cha|duoc si|giam muc|giao su|gs|gs ts|ha si|hlv|ho ba|ho ong|hoa si|hoa sy|ks|kts|ky su|lai xe|liet si|liet sy|linh muc|ls|luat su|muc su|ngai|nghe nhan|nghe si|nghe sy|ngnd|ngut|nha bao|nha tho|nha van|nhac si|nhac sy|ni su|ni truong|nnut|nsnd|nsut|ong|pgs|pgs ts|phoi su|qncn|quy ba|quy ong|su ca|su co|su thay|tac gia|tai xe|thac si|thac sy|thay giao|thieu ta|thieu uy|tho|ths|thuong si|thuong ta|thuong uy|tien si|tien sy|trung si|trung ta|trung uy|ts|tskh|ttnd|ttut|tuong|ty kheo|vo su|y si';

