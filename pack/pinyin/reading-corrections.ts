// Where the readings of pinyin-pro are wrong or not the only ones that people type. Found by
// going through the words of each character that is read in more than one way.

/** In words that match `where`, `char` is read `reading` and no other way. */
export const corrections: { where: RegExp; char: string; reading: string }[] = [
  { where: /还(款|贷|钱|债|清|给他|施|治|林)|乍暖还寒/u, char: '还', reading: 'huan' },
  { where: /[^有本随跟看]不着$|[得不]着$|不着(头脑|觉|调)|蚀把米|干着急|妙着/u, char: '着', reading: 'zhao' },
  { where: /不着边际|着(装|墨|色|陆|实|重|眼|手|想|落|力)/u, char: '着', reading: 'zhuo' },
  { where: /[受怎么过].*得了$|免得了/u, char: '了', reading: 'liao' },
  {
    where: /^(.)\1地$|^(似|倏|忽|猛|蓦|平安|一个劲|.一.)地$|^(.)\3(.)\4地$/u,
    char: '地',
    reading: 'de',
  },
  {
    where:
      /[古帝故京陪旧瓷煤药镍盐雾仙霍燕江许天武花酒昌南丰丽益洪蜀左右佥大元宜]都$|都(察|统|司|御史|尉|灵|市|柏林|匀|安)/u,
    char: '都',
    reading: 'du',
  },
  { where: /^大都$|^都行$/u, char: '都', reading: 'dou' },
  { where: /(懒|睡.*|午|一)觉$/u, char: '觉', reading: 'jiao' },
  { where: /^数数$/u, char: '数', reading: 'shu' },
  { where: /(火箭|穿甲|破甲|雷火|汽油|全|载|流|程|两)弹$|载弹|弹雨|弹孔/u, char: '弹', reading: 'dan' },
  { where: /今朝|有朝一日|一朝一夕|朝三暮四|朝令夕改|朝不保夕|朝霞|朝夕|朝气/u, char: '朝', reading: 'zhao' },
  { where: /[呜哽]咽/u, char: '咽', reading: 'ye' },
  { where: /恶心/u, char: '恶', reading: 'e' },
  { where: /会计/u, char: '会', reading: 'kuai' },
  { where: /[局处乡秘市县镇村校院团队班组科厂院行董事]长$|见长/u, char: '长', reading: 'zhang' },
  { where: /擅长|特长|专长|延长|漫长|全长|波长|身长|体长|周长/u, char: '长', reading: 'chang' },
  {
    where: /行(当|情|业|家里手|规)|[银商农总支分]行$|行长|各行各业|内行|外行|同行业/u,
    char: '行',
    reading: 'hang',
  },
];

/** Words that are typed in another way as well: by how they are said, or by a common mistake. */
export const alsoRead: { where: RegExp; char: string; reading: string }[] = [
  { where: /角色|主角|配角/u, char: '角', reading: 'jiao' },
  { where: /^谁|谁$/u, char: '谁', reading: 'shei' },
  { where: /薄/u, char: '薄', reading: 'bao' },
  { where: /血/u, char: '血', reading: 'xie' },
  { where: /粘/u, char: '粘', reading: 'zhan' },
  { where: /露/u, char: '露', reading: 'lou' },
  { where: /熟/u, char: '熟', reading: 'shou' },
  { where: /似的/u, char: '似', reading: 'si' },
  { where: /地$/u, char: '地', reading: 'di' },
  { where: /暖和/u, char: '和', reading: 'he' },
  { where: /哪/u, char: '哪', reading: 'nei' },
];
