# SPDX-License-Identifier: Apache-2.0
# Inter with tabular figures as the default, Latin/Greek/Cyrillic only; renamed as the OFL asks.
import sys
from fontTools.ttLib import TTFont
from fontTools import subset
src=sys.argv[1]+'/Inter-%s.otf' # the folder of Debian's fonts-inter
for w in ('Regular','Medium','SemiBold'):
    f=TTFont(src%w); g=f['GSUB'].table; cm={}
    for tag in ('tnum',):
        for fr in g.FeatureList.FeatureRecord:
            if fr.FeatureTag!=tag: continue
            for li in fr.Feature.LookupListIndex:
                for st in g.LookupList.Lookup[li].SubTable:
                    st=getattr(st,'ExtSubTable',st)
                    if hasattr(st,'mapping') and (tag=='tnum' or True): cm.update({k:v for k,v in st.mapping.items() if k in ['uni003%d'%i for i in range(10)]})
    for t in f['cmap'].tables: t.cmap={c:cm.get(n,n) for c,n in t.cmap.items()}
    for n in f['name'].names:
        if n.nameID in (1,3,4,6,16): n.string=n.toUnicode().replace('Inter','Safelight Sans' if n.nameID!=6 else 'SafelightSans')
    if 'CFF ' in f: c=f['CFF '].cff; c.fontNames=['SafelightSans-'+w]; td=c[0]; td.FullName='Safelight Sans '+w; td.FamilyName='Safelight Sans'
    o=subset.Options(); o.layout_features=['kern','mark','mkmk','ccmp','locl','case','calt']; o.name_IDs=['*']; o.hinting=True
    s=subset.Subsetter(o); s.populate(unicodes=list(range(0x20,0x250))+list(range(0x370,0x530))+list(range(0x1E00,0x2000))+list(range(0x2000,0x2320))+[0x25A0,0x25CF]); s.subset(f)
    f.save('SafelightSans-%s.otf'%w)
    h=f['hmtx']; b=f.getBestCmap(); print(w,{h[b[ord(d)]][0] for d in '0123456789'},cm.get('l'),cm.get('I'))
